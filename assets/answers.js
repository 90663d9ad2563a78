// What the register says of a seal, and what was found in a file -> answers in plain words.
// An answer: `kind` chooses colour and icon, `word` is the verdict as `build.py verify` words it.

import { longDay, make } from "./register.js";

// A seal as it stands on the visitor's day: a valid one turns to expired, never back.
export function present(one, today) {
  const gone = one.standing === "valid" && one.expires_on <= today;
  return { standing: gone ? "expired" : one.standing, since: gone ? one.expires_on : one.ended_on };
}

// The answer about one seal of ours; `about` says what was looked at.
export function ofSeal(one, root, today, about) {
  const { standing, since } = present(one, today);
  const title = standing === "valid" ? "Genuine and valid" : `Genuine, no longer valid since ${longDay(since)}`;
  return { kind: standing, word: standing, title, lines: [about, whose(one, root), holding(one, today), ...where(one, today)].filter(Boolean) };
}

function whose(one, root) {
  const by = one.supplier ? [" by ", make("bdi", {}, one.supplier.name)] : [];
  const link = make("a", { href: `${root}${one.holder}/` }, make("bdi", {}, one.name));
  return ["The seal ", make("span", { className: "number" }, one.number), " belongs to ", link, ...by, "."];
}

function holding(one, today) {
  if (present(one, today).standing === "valid") return `It is valid through ${longDay(one.valid_through)}.`;
  return "It does not hold today, whatever an image says.";
}

function where(one, today) {
  if (present(one, today).standing !== "valid" || !one.domains?.length) return [];
  return [`Its badge may be shown on ${one.domains.join(", ")}.`];
}

export const notOurs = (...lines) => ({ kind: "withdrawn", word: "not-ours", title: "Not ours", lines });
export const notGenuine = (line) => ({ kind: "withdrawn", word: "tampered", title: "Not genuine", lines: [line] });

export const unreadable = (reason) => ({
  kind: "", word: "unreadable", title: "This file proves nothing",
  lines: [`The file ${reason}.`, "Type the seal number that stands on the badge, or the product’s name."],
});

// A sound image that bears no credential and is not the badge as it is given out today.
export const unproven = (one, root, today) => ({
  kind: "", word: "no-credential", title: "This image proves nothing by itself",
  lines: [
    "It names one of our seals, but it is not the badge as it is today. What counts is this:",
    whose(one, root), holding(one, today), ...where(one, today),
  ],
});

const CLAIMS = "It claims to be from this register.";
const FORGED = {
  form: `${CLAIMS} But it has not the form of what this register signs: something in it was changed or made up.`,
  proof: `${CLAIMS} But it bears no signature of the kind that this register makes.`,
  signature: `${CLAIMS} But the signature does not fit: something in it was changed or made up.`,
};

// The answer for a credential that is not genuine, or not known to be.
export function ofStranger({ word, why }) {
  if (word === "tampered") return notGenuine(FORGED[why]);
  if (word === "not-ours") return notOurs("Another issuer gave this credential out, or none did. This register says nothing about it.");
  if (word === "unreadable") return unreadable("holds no credential");
  return {
    kind: "withdrawn", word: "unknown-key", title: "Signed by nobody known here",
    lines: ["It is signed with a key that this register does not list: forged, or signed long ago with a key since retired or lost."],
  };
}

// The answer for a genuine credential and the seal it is of. What the register says today counts more.
export function ofGenuine({ word, facts }, one, root, today) {
  if (!one) return undecided("The signature is genuine, but the register knows no seal of its number any more.");
  const { standing } = present(one, today);
  const answer = ofSeal(one, root, today);
  if (word === "not-yet-valid") return { ...answer, word, kind: "suspended", title: `Genuine, but valid only from ${longDay(facts.from)}` };
  if (word === "undecided" && standing === "valid") {
    const missing = "The register’s list of withdrawn seals is missing or not signed, so nobody can tell from this file whether the award was taken back.";
    return { ...undecided(missing), lines: [missing, ...answer.lines] };
  }
  if (word === "valid" || word === "undecided") return answer;
  const outcome = word === "expired" ? `ended on ${longDay(facts.through)}` : "was withdrawn";
  const title = standing === "valid" ? "Valid, but this file is out of date" : answer.title;
  return { ...answer, word, title, lines: [`The award in this file ${outcome}.`, ...answer.lines] };
}

const undecided = (line) => ({ kind: "suspended", word: "undecided", title: "Genuine, but not decided", lines: [line] });

export const ofPreview = {
  kind: "", word: "undecided", title: "A preview cannot tell",
  lines: ["This is not the register: it holds no credentials to compare a file with, and no keys."],
};

const LISTED = { withdrawn: "On it", undecided: "Missing, or not signed" };

// What a good signature says, for those who want to know.
export function factsOf({ word, facts }) {
  return Object.entries({
    "Signed on": longDay(facts.signed),
    "For the time": `${longDay(facts.from)} to ${longDay(facts.through)}`,
    "List of withdrawn seals": LISTED[word] ?? "Not on it",
    "Signed by": make("code", {}, facts.did),
    "With its key": make("code", {}, facts.key),
  });
}
