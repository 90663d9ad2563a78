// Text that somebody pasted, or a key file -> the age identities in it, and what opens files with one.

import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { bech32 } from "@scure/base";
import { Trouble } from "./trouble.js";

const PKCS8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];
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

// The browser's own form of a key, which it uses and never hands out.
export async function locked(identity) {
  const { bytes } = bech32.decodeToBytes(identity);
  return crypto.subtle.importKey("pkcs8", new Uint8Array([...PKCS8, ...bytes]), { name: "X25519" }, false, ["deriveBits"]);
}

const openers = new Map();

async function opener(identity) {
  const made = new Decrypter();
  made.addIdentity(identity instanceof CryptoKey ? identity : await locked(identity).catch(() => identity));
  return made;
}

// What opens files with a key. The key is imported once, not anew for every stanza of every file.
export function openerOf(identity) {
  return openers.get(identity) ?? openers.set(identity, opener(identity)).get(identity);
}

export const newIdentity = generateX25519Identity;
