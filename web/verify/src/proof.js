// Whether a value has just the fields of a proof that the register makes, each in the form it writes.

import { decode } from "base58-universal";

const SUITE = { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022", proofPurpose: "assertionMethod" };
const FORMS = {
  created: (text) => /^\d{4}-\d\d-\d\dT00:00:00Z$/.test(text) && isDay(text.slice(0, 10)),
  verificationMethod: (text) => isKey(/^did:web:[A-Za-z0-9.%:_~-]+#(z6Mk[1-9A-HJ-NP-Za-km-z]+)$/.exec(text)?.[1]),
  proofValue: (text) => /^z[1-9A-HJ-NP-Za-km-z]{64,88}$/.test(text),
};

export function isProof(proof) {
  const names = [...Object.keys(SUITE), ...Object.keys(FORMS)];
  return (
    proof !== null && typeof proof === "object" &&
    Object.keys(proof).length === names.length &&
    names.every((name) => Object.hasOwn(proof, name) && typeof proof[name] === "string") &&
    Object.entries(SUITE).every(([name, value]) => proof[name] === value) &&
    Object.entries(FORMS).every(([name, fits]) => fits(proof[name]))
  );
}

function isDay(text) {
  const moment = new Date(`${text}T00:00:00Z`);
  return text >= "1900" && text < "3000" && !isNaN(moment) && moment.toISOString().startsWith(text);
}

// An Ed25519 key as a multikey: 32 bytes after the two that name the kind.
function isKey(text) {
  if (!text || text.length > 128) return false;
  const bytes = decode(text.slice(1));
  return bytes?.length === 34 && bytes[0] === 0xed && bytes[1] === 0x01;
}
