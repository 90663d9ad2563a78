// Stands in for post-quantum keys, which members do not have.
const refuse = () => { throw new Error("post-quantum keys are not used here"); };
export const MLKEM768P256 = { encapsulate: refuse, decapsulate: refuse, getPublicKey: refuse };
export const MLKEM768X25519 = MLKEM768P256;
