// The bytes of a PNG, an SVG or a JSON file -> the text of the one credential in it, or why there is none.
// The same readings, and the same refusals, as registry/credentials/extract.py has on the command line.

const KEYWORD = "openbadgecredential\0";
const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
const PNG = [137, 80, 78, 71, 13, 10, 26, 10];
const LARGEST = 8_388_608; // the largest of ours has a hundredth of it

class Broken extends Error {}

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
    return [fromSvg(text), text];
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

// SVG. The site's policy lets no text become markup, so the browser's own reader cannot be asked.

const NAME = "[\\p{L}_][\\p{L}\\p{M}\\p{N}._·-]*";
const FULL = `${NAME}(?::${NAME})?`;
const VALUE = `"[^<"]*"|'[^<']*'`;
const OPENING = new RegExp(`<(${FULL})((?:\\s+${FULL}\\s*=\\s*(?:${VALUE}))*)\\s*(/?)>`, "uy");
const CLOSING = new RegExp(`</(${FULL})\\s*>`, "uy");
const ATTRIBUTE = new RegExp(`(${FULL})\\s*=\\s*(${VALUE})`, "gu");
const LETTERS = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const malformed = () => new Broken("is no well-formed SVG");

export function fromSvg(text) {
  const found = [], open = [], outside = { prefixes: new Map([["xml", "xml"]]) };
  let within = 0, roots = 0, at = 0;

  const past = (ending, from) => {
    const end = text.indexOf(ending, from);
    if (end < 0) throw malformed();
    at = end + ending.length;
    return text.slice(from, end);
  };
  const say = (words) => {
    if (!open.length && words.trim()) throw malformed();
    if (within) found[found.length - 1].push(words);
  };
  const close = (element) => { within -= element.counts; };

  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) throw malformed();
  while (at < text.length) {
    if (text[at] !== "<") {
      const end = text.indexOf("<", at), words = text.slice(at, end < 0 ? text.length : end);
      if (words.includes("]]>")) throw malformed();
      say(plainly(words));
      at += words.length;
    } else if (text.startsWith("<!--", at)) {
      if (past("--", at + 4) === null || text[at++] !== ">") throw malformed();
    } else if (text.startsWith("<![CDATA[", at)) {
      if (!open.length) throw malformed();
      say(past("]]>", at + 9));
    } else if (text.startsWith("<!", at)) {
      throw new Broken("is an SVG with a DOCTYPE, which ours never have");
    } else if (text.startsWith("<?", at)) {
      if (/^<\?xml\s/i.test(text.slice(at, at + 6)) && at > 0) throw malformed();
      past("?>", at + 2);
    } else if (text[at + 1] === "/") {
      const [whole, name] = matched(CLOSING, text, at);
      const element = open.pop();
      if (element?.name !== name) throw malformed();
      close(element);
      at += whole.length;
    } else {
      const [whole, name, written, empty] = matched(OPENING, text, at);
      if (!open.length && roots++) throw malformed();
      const element = opened(name, written, open.at(-1) ?? outside);
      if (element.counts) found.push([]);
      within += element.counts;
      if (empty) close(element);
      else open.push(element);
      at += whole.length;
    }
  }
  if (open.length || !roots) throw malformed();
  return found.map((parts) => parts.join("").trim());
}

function matched(pattern, text, at) {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (!found) throw malformed();
  return found;
}

// An element: its name, the namespaces known in it, and 1 where it is one that holds a credential.
function opened(name, written, around) {
  const attributes = new Map();
  for (const [, key, value] of written.matchAll(ATTRIBUTE)) {
    if (attributes.has(key)) throw malformed();
    attributes.set(key, plainly(value.slice(1, -1)));
  }
  let { prefixes } = around;
  for (const [key, value] of attributes) {
    if (key !== "xmlns" && !key.startsWith("xmlns:")) continue;
    if (prefixes === around.prefixes) prefixes = new Map(prefixes);
    prefixes.set(key.slice(6), value);
  }
  for (const one of [name, ...attributes.keys()]) {
    const prefix = one.includes(":") ? one.split(":")[0] : "";
    if (prefix && prefix !== "xmlns" && !prefixes.get(prefix)) throw malformed();
  }
  const [prefix, local] = name.includes(":") ? name.split(":") : ["", name];
  const counts = Number(local === "credential" && prefixes.get(prefix) === NAMESPACE);
  if (counts && attributes.get("verify")) throw new Broken("is an image with a signed token (JWT); this registry signs JSON");
  return { name, prefixes, counts };
}

// Text with its references to letters replaced.
function plainly(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));|&/gi, (whole, hex, decimal, name) => {
    if (whole === "&") throw malformed();
    if (name) return LETTERS[name] ?? whole;
    const letter = parseInt(hex ?? decimal, hex ? 16 : 10);
    if (letter > 0x10ffff || letter < 9) throw malformed();
    return String.fromCodePoint(letter);
  });
}
