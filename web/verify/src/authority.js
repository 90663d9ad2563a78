// The register's did.json -> who signs for it; a stranger's document -> whether it is one that we could sign.

import { signed } from "./signature.js";

const DEEPEST = 500;
const LONGEST = 65_536; // characters of a text in a document of ours; the status list's can have 25,000

// The DID, and the keys that sign credentials for it by their verification methods.
export function authorityOf(document) {
  if (typeof document?.id !== "string") return null;
  const did = document.id, listed = items(document.assertionMethod);
  const keys = new Map();
  for (const method of items(document.verificationMethod)) {
    if (method?.controller === did && listed.includes(method.id)) keys.set(method.id, String(method.publicKeyMultibase));
  }
  return { did, keys, vouches: (unsigned, proof) => signed(unsigned, proof, did, keys) };
}

const items = (value) => (Array.isArray(value) ? value : []);
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// Whether two documents have the same fields, contexts and kinds of values throughout.
export function sameShape(found, example) {
  if (isObject(example)) {
    const names = Object.keys(example);
    return (
      isObject(found) &&
      Object.keys(found).length === names.length &&
      names.every((name) => Object.hasOwn(found, name) && sameShape(found[name], example[name])) &&
      JSON.stringify(found["@context"]) === JSON.stringify(example["@context"])
    );
  }
  if (Array.isArray(example)) {
    return Array.isArray(found) && found.length === example.length && example.every((one, i) => sameShape(found[i], one));
  }
  return typeof example === "string" ? typeof found === "string" && found.length <= LONGEST : found === example;
}

// The object that a text of JSON holds; null where it holds none, a field twice, or depths that ours never have.
export function parsed(text) {
  try {
    const found = text && isShallow(text) ? JSON.parse(text) : null;
    return isObject(found) && fields(found) === written(text) ? found : null;
  } catch {
    return null;
  }
}

function isShallow(text) {
  let depth = 0, deepest = 0;
  outsideTexts(text, (letter) => {
    if (letter === "{" || letter === "[") deepest = Math.max(deepest, ++depth);
    if (letter === "}" || letter === "]") depth--;
  });
  return deepest <= DEEPEST;
}

// JSON.parse keeps the last of two fields with one name; then fewer are found than were written.
function fields(value) {
  if (!value || typeof value !== "object") return 0;
  const inside = Object.values(value);
  return inside.reduce((sum, one) => sum + fields(one), Array.isArray(value) ? 0 : inside.length);
}

function written(text) {
  let colons = 0;
  outsideTexts(text, (letter) => { colons += letter === ":"; });
  return colons;
}

function outsideTexts(text, see) {
  for (let i = 0, within = false; i < text.length; i++) {
    if (within && text[i] === "\\") i++;
    else if (text[i] === '"') within = !within;
    else if (!within) see(text[i]);
  }
}
