// Ed25519 by the browser where it knows it, else in JavaScript. Takes the place of the library's own file.

import { verifyAsync } from "@noble/ed25519";

// RFC 8032, 7.1, test 1: the signature of an empty message.
const KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const SIGNATURE =
  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));

async function natively(key, data, signature) {
  const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", known, signature, data);
}

// Some browsers know the name only: one is believed that gets a known signature right.
async function tried() {
  try {
    const [key, signature] = [bytes(KEY), bytes(SIGNATURE)];
    return (await natively(key, new Uint8Array(), signature)) && !(await natively(key, new Uint8Array(1), signature));
  } catch {
    return false;
  }
}

let able;

export async function verify(key, data, signature) {
  if (signature.length !== 64) return false;
  able ??= tried();
  return (await able) ? natively(key, data, signature) : verifyAsync(signature, data, key, { zip215: false });
}
