// X25519 without the signatures on the same curve. Browsers that know X25519 themselves never come here.
import { pow } from "@noble/curves/abstract/modular.js";
import { montgomery } from "@noble/curves/abstract/montgomery.js";

const P = 2n ** 255n - 19n;

// RFC 7748, section 5.
function adjustScalarBytes(bytes) {
  bytes[0] &= 248;
  bytes[31] = (bytes[31] & 127) | 64;
  return bytes;
}

export const x25519 = montgomery({ P, type: "x25519", powPminus2: (x) => pow(x, P - 2n, P), adjustScalarBytes });
