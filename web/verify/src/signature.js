// A document, a proof and the register's keys -> whether one of them signed it: eddsa-rdfc-2022.

import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import signatures from "jsonld-signatures";
import { contexts } from "./contexts.js";

const { purposes: { AssertionProofPurpose } } = signatures;

export async function signed(unsigned, proof, did, keys) {
  const known = new Map(contexts);
  known.set(did, { "@context": "https://www.w3.org/ns/did/v1", id: did, assertionMethod: [...keys.keys()] });
  for (const [id, publicKeyMultibase] of keys) known.set(id, { id, type: "Multikey", controller: did, publicKeyMultibase });

  async function documentLoader(url) {
    if (!known.has(url)) throw new Error(`${url} is not known here`);
    return { contextUrl: null, documentUrl: url, document: known.get(url), tag: contexts.has(url) ? "static" : undefined };
  }

  const { verified } = await signatures.verify(
    { ...unsigned, proof },
    { suite: new DataIntegrityProof({ cryptosuite }), purpose: new AssertionProofPurpose(), documentLoader },
  );
  return verified === true;
}
