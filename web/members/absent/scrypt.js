// Stands in for passphrases, which nothing here is sealed with.
export const scrypt = () => { throw new Error("passphrases are not used here"); };
