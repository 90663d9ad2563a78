// Stands in for passkeys: staff cannot seal anything to one.
export {};
