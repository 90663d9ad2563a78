// The text of an SVG -> the texts of the credential elements in it.
// The site's policy lets no text become markup, so the browser's own reader of XML cannot be asked.

const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";

const NAME = "[\\p{L}_][\\p{L}\\p{M}\\p{N}._·-]*";
const FULL = `${NAME}(?::${NAME})?`;
const VALUE = `"[^<"]*"|'[^<']*'`;
const OPENING = new RegExp(`<(${FULL})((?:\\s+${FULL}\\s*=\\s*(?:${VALUE}))*)\\s*(/?)>`, "uy");
const CLOSING = new RegExp(`</(${FULL})\\s*>`, "uy");
const ATTRIBUTE = new RegExp(`(${FULL})\\s*=\\s*(${VALUE})`, "gu");
const LETTERS = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

// Why no credential could be taken from a file; finishes the sentence "The file …".
export class Broken extends Error {}

const malformed = () => new Broken("is no well-formed SVG");

export function credentialsIn(text) {
  const found = [], open = [], spaces = new Map([["xml", ["xml"]]]);
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
  const close = (element) => {
    within -= element.counts;
    for (const prefix of element.declared) spaces.get(prefix).pop();
  };

  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) throw malformed();
  while (at < text.length) {
    if (text[at] !== "<") {
      const end = text.indexOf("<", at), words = text.slice(at, end < 0 ? text.length : end);
      if (words.includes("]]>")) throw malformed();
      say(plainly(words));
      at += words.length;
    } else if (text.startsWith("<!--", at)) {
      past("--", at + 4);
      if (text[at++] !== ">") throw malformed();
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
      const element = opened(name, written, spaces);
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

// An element: its name, the prefixes declared with it, and 1 where it is one that holds a credential.
// `spaces` has for each prefix what it stands for, the innermost declaration last.
function opened(name, written, spaces) {
  const attributes = new Map(), declared = [];
  for (const [, key, value] of written.matchAll(ATTRIBUTE)) {
    if (attributes.has(key)) throw malformed();
    attributes.set(key, plainly(value.slice(1, -1)));
  }
  for (const [key, value] of attributes) {
    if (key !== "xmlns" && !key.startsWith("xmlns:")) continue;
    const prefix = key.slice(6);
    if (!spaces.has(prefix)) spaces.set(prefix, []);
    spaces.get(prefix).push(value);
    declared.push(prefix);
  }
  for (const one of [name, ...attributes.keys()]) {
    const prefix = one.includes(":") ? one.split(":")[0] : "";
    if (prefix && prefix !== "xmlns" && !spaces.get(prefix)?.at(-1)) throw malformed();
  }
  const [prefix, local] = name.includes(":") ? name.split(":") : ["", name];
  const counts = Number(local === "credential" && spaces.get(prefix)?.at(-1) === NAMESPACE);
  if (counts && attributes.get("verify")) throw new Broken("is an image with a signed token (JWT); this registry signs JSON");
  return { name, declared, counts };
}

// Text with its references to letters replaced.
function plainly(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));|&/g, (whole, hex, decimal, name) => {
    if (whole === "&") throw malformed();
    if (name) return LETTERS[name];
    const letter = parseInt(hex ?? decimal, hex ? 16 : 10);
    if (letter > 0x10ffff || letter < 9) throw malformed();
    return String.fromCodePoint(letter);
  });
}
