// The text of a credential, the register's own files and a day -> a verdict.
//
// What registry/credentials/verify.py does on the command line, with the same words; the tests hold
// the two together. Nothing in a stranger's document is trusted: it is compared with the form of our
// own before any statement is made of it.

import { authorityOf, parsed, sameShape } from "./authority.js";
import { bit } from "./bits.js";
import forms from "./forms.json";
import { isProof } from "./proof.js";

// `read` gives the texts of the register's files, null where there is none: `did` and `status`.
// Genuine credentials have `facts`; `why` says what was changed or made up in one that is not.
export async function judge(text, read, today) {
  const document = parsed(text);
  if (!document || !Object.hasOwn(document, "issuer")) return { word: "unreadable" };
  const authority = authorityOf(parsed(await read.did()));
  if (!authority) return { word: "undecided" };
  const { issuer } = document;
  const named = issuer && typeof issuer === "object" && !Array.isArray(issuer) ? issuer.id : issuer;
  if (named !== authority.did) return { word: "not-ours" };
  const { proof: proofs, ...unsigned } = document;
  if (!sameShape(unsigned, forms.credential)) return { word: "tampered", why: "form" };
  if (!Array.isArray(proofs) || proofs.length !== 1 || !isProof(proofs[0])) return { word: "tampered", why: "proof" };
  const [proof] = proofs;
  if (!authority.keys.has(proof.verificationMethod)) return { word: "unknown-key" };
  if (!(await authority.vouches(unsigned, proof))) return { word: "tampered", why: "signature" };
  const facts = factsOf(unsigned, proof, authority);
  return { word: dated(facts, await revoked(facts.index, read, authority), today), facts };
}

// What a genuine credential says.
const factsOf = (document, proof, authority) => ({
  number: document.credentialSubject.licenseNumber,
  from: document.validFrom.slice(0, 10),
  through: document.validUntil.slice(0, 10),
  index: Number(document.credentialStatus.statusListIndex),
  did: authority.did,
  key: proof.verificationMethod.split("#")[1],
  signed: proof.created.slice(0, 10),
});

// Withdrawn counts before expired, and that before all else.
function dated({ from, through }, gone, today) {
  if (gone) return "withdrawn";
  if (today > through) return "expired";
  if (gone === null) return "undecided";
  return today < from ? "not-yet-valid" : "valid";
}

// Whether the register's list of withdrawn seals has the index; null where no list of ours tells.
async function revoked(index, read, authority) {
  const { proof, ...document } = parsed(await read.status()) ?? {};
  if (!isProof(proof) || document.issuer !== authority.did || !sameShape(document, forms.list)) return null;
  if (!authority.keys.has(proof.verificationMethod) || !(await authority.vouches(document, proof))) return null;
  return bit(document.credentialSubject.encodedList, index);
}
