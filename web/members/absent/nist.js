// Stands in for hardware keys, which members do not have.
const refuse = () => { throw new Error("P-256 keys are not used here"); };
export const p256 = { getSharedSecret: refuse, keygen: refuse, Point: { fromBytes: refuse } };
