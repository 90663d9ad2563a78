// A dropped file -> an answer: by its signature where this browser can check it, else word for word.

import * as answers from "./answers.js";
import { dropped } from "./dropped.js";
import { longDay, numberOf, seal } from "./register.js";

const FORMS = ["svg", "card-dark.svg", "compact-light.svg", "compact-dark.svg", "round-light.svg", "round-dark.svg"];
const COMPARED = "Compared with the register, word for word.";
const NO_KEYS = "This register has published no keys, so there is no signature to check.";
const UNABLE = "This browser could not check the signature.";

export async function examined(file, place, today) {
  const { seals, root, prefix, host, did, status, credential: address } = place;
  const found = await dropped(file);
  if (found.credential === undefined && !found.plain) return answers.unreadable(found.reason);
  return found.plain ? ofImage() : ((await bySignature()) ?? byWords());

  // The answer of the signature; null where it cannot be checked here.
  async function bySignature() {
    if (!did || !isSecureContext || !crypto.subtle || !globalThis.DecompressionStream) return null;
    let verdict;
    try {
      const [{ judge }, keys] = await Promise.all([import(address), text(did)]);
      verdict = await judge(found.credential, { did: () => keys, status: () => text(status) }, today);
    } catch {
      return null;
    }
    if (!verdict.facts) return verdict.word === "undecided" ? null : { ...answers.ofStranger(verdict), ...checked(verdict) };
    const one = await seal(seals, verdict.facts.number);
    return { ...answers.ofGenuine(verdict, one, root, today), ...checked(verdict), facts: answers.factsOf(verdict) };
  }

  async function byWords() {
    const read = parsed(found.credential);
    if (!read?.credentialSubject) return answers.unreadable("holds no credential");
    if (place.preview !== undefined) return answers.ofPreview;
    return { ...(await comparison(read)), how: "compared", note: `${COMPARED} ${did ? UNABLE : NO_KEYS}` };
  }

  async function comparison(read) {
    const number = numberIn(String(read.credentialSubject.licenseNumber ?? found.credential), prefix);
    if (!number) return answers.notOurs("No seal number of ours is in this file.");
    const one = await seal(seals, number);
    if (!one) return answers.notOurs(`The file names ${number}, and no seal of ours bears that number.`);
    if (await hosted(read)) return answers.ofSeal(one, root, today, "The file is exactly what the register holds.");
    return answers.notGenuine("The credential in this file is not the one that the register holds at the same address. It was changed or made up.");
  }

  // Whether the register holds this credential, word for word, at the address it gives itself.
  async function hosted(read) {
    const own = `${host}/credentials/`;
    if (typeof read.id !== "string" || !read.id.startsWith(own)) return false;
    const held = await text(`${root}credentials/${read.id.slice(own.length)}`);
    return held !== null && same(parsed(held), read);
  }

  async function ofImage() {
    const number = numberIn(found.words, prefix);
    const note = { how: "compared", note: `${COMPARED} The image bears no signed credential.` };
    if (!number) {
      const lost = answers.notOurs("No seal number of ours is in this file. A copy or a picture of a badge loses it: type the number that stands on it.");
      return { ...lost, word: "no-credential", title: "Not ours, or not the original" };
    }
    const one = await seal(seals, number);
    if (!one) return { ...answers.notOurs(`The file names ${number}, and no seal of ours bears that number.`), word: "no-credential" };
    if (!(await alike(one))) return { ...answers.unproven(one, root, today), ...note };
    return { ...answers.ofSeal(one, root, today, "The file is exactly what the register holds."), word: "no-credential", ...note };
  }

  async function alike(one) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    for (const ending of bytes[0] === 0x89 ? ["png"] : FORMS) {
      const answer = await fetch(`${root}badges/${one.holder}.${ending}`);
      if (!answer.ok) continue;
      const ours = new Uint8Array(await answer.arrayBuffer());
      if (ours.length === bytes.length && ours.every((byte, i) => byte === bytes[i])) return true;
    }
    return false;
  }
}

// Which of the verdicts rest on a signature that was tried here.
function checked({ facts, why }) {
  if (facts) return { how: "signature", note: "The signature was checked in this browser." };
  if (why === "signature") return { how: "signature", note: "The signature was checked in this browser, and it is not good." };
  return { how: "signature", note: "Examined in this browser; there was no signature of ours to check." };
}

// The visitor's clock decides what holds today; a wrong one is told of.
export function clockNote(asOf, today) {
  const off = (Date.parse(today) - Date.parse(asOf)) / 864e5;
  if (off <= 2 && off >= -1) return [];
  return [`By this device’s clock it is ${longDay(today)}; this register was built for ${longDay(asOf)}. If the clock is wrong, so is this answer.`];
}

async function text(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  return answer.ok ? answer.text() : null;
}

function numberIn(words, prefix) {
  const found = words.match(new RegExp(`${prefix}-[0-9A-Z]{5}-[0-9A-Z]{5}`, "i"));
  const number = found ? numberOf(found[0], prefix) : "";
  return number === "slip" ? "" : number;
}

function parsed(words) {
  try {
    return JSON.parse(words);
  } catch {
    return null;
  }
}

// Whether two values say the same; never deeper than what the register holds.
const same = (held, read) =>
  held === read ||
  (held !== null && read !== null && typeof held === "object" && typeof read === "object" &&
    Array.isArray(held) === Array.isArray(read) &&
    Object.keys(held).length === Object.keys(read).length &&
    Object.keys(held).every((key) => Object.hasOwn(read, key) && same(held[key], read[key])));
