// Text that somebody pasted, or a key file -> the age identities in it.

import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { Trouble } from "./trouble.js";

const LINE = /AGE-SECRET-KEY-1[0-9A-Z]+/g;

export async function identities(text) {
  const typed = text.trim();
  if (!typed) throw new Trouble("empty");
  if (/^(age-encryption\.org\/v1|-----BEGIN AGE ENCRYPTED FILE)/.test(typed)) throw new Trouble("locked");
  const upper = typed.toUpperCase();
  const found = [...new Set(upper.match(LINE) ?? [])];
  if (!found.length) {
    if (/AGE-SECRET-KEY-PQ-|AGE-PLUGIN-|OPENSSH PRIVATE KEY/.test(upper)) throw new Trouble("foreign");
    throw new Trouble(/^AGE1[0-9A-Z]{20,}$/m.test(upper) ? "public" : "malformed");
  }
  for (const one of found) await recipientOf(one);
  return found;
}

const known = new Map();

export async function recipientOf(identity) {
  try {
    if (!known.has(identity)) known.set(identity, await identityToRecipient(identity));
    return known.get(identity);
  } catch {
    throw new Trouble("malformed");
  }
}

export const newIdentity = generateX25519Identity;
