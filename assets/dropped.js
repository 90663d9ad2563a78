// The bytes of a PNG, an SVG or a JSON file -> the text of the one credential in it, or why there is none.
// The same readings, and the same refusals, as registry/credentials/extract.py has on the command line.

import { Broken, credentialsIn } from "./svg.js";

const KEYWORD = "openbadgecredential\0";
const PNG = [137, 80, 78, 71, 13, 10, 26, 10];
const LARGEST = 8_388_608; // the largest of ours has a hundredth of it

// `credential` is there where the file has just one; else `reason` finishes the sentence "The file …".
// `plain` is true of a sound image that simply has none, and `words` is all text in it.
export async function dropped(file) {
  if (file.size > LARGEST) return { reason: "is larger than 8 MiB; no badge of ours is" };
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return read(bytes);
  } catch (fault) {
    return { reason: fault instanceof Broken ? fault.message : "could not be read" };
  }
}

export function read(bytes) {
  const [found, words] = PNG.every((byte, i) => bytes[i] === byte) ? fromPng(bytes) : fromText(bytes);
  if (found.length > 1) throw new Broken(`is an image with ${found.length} credentials, and only one can be meant`);
  return found.length ? { credential: found[0], words } : { plain: true, reason: "is an image without a credential", words };
}

function fromText(bytes) {
  const start = new TextDecoder().decode(bytes.subarray(0, 1024)).replace(/^[ \t\r\n]+/, "");
  if (start.startsWith("<")) {
    const text = textOf(bytes, /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1]);
    return [credentialsIn(text), text];
  }
  if (start.startsWith("eyJ")) throw new Broken("holds a signed token (JWT); this registry signs JSON");
  if (!start.startsWith("{")) throw new Broken(start ? "is neither a PNG, an SVG nor a JSON file" : "is empty");
  const text = textOf(bytes);
  return [[text], text];
}

function textOf(bytes, encoding = "utf-8") {
  let decoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new Broken("is an SVG in an encoding that is not known");
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Broken(`is not text in ${decoder.encoding.toUpperCase()}`);
  }
}

// PNG: chunks of length, kind, body and checksum.

const SUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
  return byte;
});

function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) sum = SUMS[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}

function fromPng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), found = [], words = [];
  for (let at = PNG.length; ; ) {
    const end = at + 4 <= bytes.length ? at + 12 + view.getUint32(at) : Infinity;
    if (end > bytes.length) throw new Broken("ends before the image does; it was cut short");
    if (checksum(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) {
      throw new Broken("is a damaged image: a checksum in it is wrong");
    }
    const kind = latin(bytes.subarray(at + 4, at + 8)), body = bytes.subarray(at + 8, end - 4);
    if (kind === "iTXt" && latin(body.subarray(0, KEYWORD.length)) === KEYWORD) found.push(baked(body.subarray(KEYWORD.length)));
    if (kind === "iTXt" || kind === "tEXt") words.push(new TextDecoder().decode(body));
    if (kind === "IEND") return [found, words.join("\n")];
    at = end;
  }
}

// The text of a chunk after its keyword: two flags, a language, a translation, the text.
function baked(body) {
  const language = body.indexOf(0, 2), translation = language < 0 ? -1 : body.indexOf(0, language + 1);
  if (translation < 0) throw new Broken("is an image with a broken credential chunk");
  if (body[0]) throw new Broken("is an image with a compressed credential, which the standard forbids");
  return textOf(body.subarray(translation + 1));
}

const latin = (bytes) => String.fromCharCode(...bytes);
