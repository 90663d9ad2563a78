// Answers for a number, a name, a website, a badge image or a credential file, in plain words.
// Files are read here and never sent. What counts is always what the register itself says.

import { hostOf, icon, load, longDay, make, numberOf, seal, search } from "./register.js";

export default async function start(place, today) {
  const { index, seals, root, prefix, icons, host } = place.dataset;
  const field = place.querySelector("input[type=search]");
  const answer = place.querySelector("[data-answer]");
  const drop = place.querySelector("[data-drop]");
  const file = drop.querySelector("input");
  let rows, turn = 0;

  function say(kind, title, ...lines) {
    answer.className = `answer ${kind}`;
    const head = make("h2", {}, ...(kind ? [icon(icons, kind), " "] : []), title);
    answer.replaceChildren(head, ...lines.map((line) => (line.tagName === "UL" ? line : make("p", {}, ...[line].flat()))));
  }

  // The answer about one seal of ours; `about` says what was looked at.
  function sayOf(one, about) {
    const gone = one.standing === "valid" && one.expires_on <= today;
    const standing = gone ? "expired" : one.standing;
    const since = gone ? one.expires_on : one.ended_on;
    const by = one.supplier ? [" by ", make("bdi", {}, one.supplier.name)] : [];
    const link = make("a", { href: `${root}${one.holder}/` }, make("bdi", {}, one.name));
    const title = standing === "valid" ? "Genuine and valid" : `Genuine, no longer valid since ${longDay(since)}`;
    const whose = ["The seal ", make("span", { className: "number" }, one.number), " belongs to ", link, ...by, "."];
    const until = standing === "valid" ? [`It is valid through ${longDay(one.valid_through)}.`] : ["It does not hold today, whatever an image says."];
    say(standing, title, ...(about ? [about] : []), whose, until, ...where(one));
  }

  const where = (one) => (one.domains?.length ? [`Its badge may be shown on ${one.domains.join(", ")}.`] : []);

  async function ofNumber(number, about) {
    if (number === "slip") return say("withdrawn", "This is no seal number", "It has a typing error in it: its last character does not fit the others. Compare it with the badge once more.");
    const one = await seal(seals, number);
    if (one) return sayOf(one, about);
    say("withdrawn", "Not ours", `${number} is well-formed, but no seal of ours bears it.`);
  }

  async function ofWords(text) {
    rows ??= await load(index, today);
    const website = hostOf(text);
    const matching = search(rows, text).sort((a, b) => b.score - a.score).map(({ row }) => row);
    if (!matching.length) {
      return say("withdrawn", "Not ours", website ? `No seal of ours belongs to ${website}, and none of its name was ever awarded.` : "No holder of a seal of ours has a name like this.");
    }
    const exact = website && matching.filter((row) => row.domains.some((one) => website === one || website.endsWith(`.${one}`)));
    const items = matching.slice(0, 10).map((row) => {
      const told = row.standing === "valid" ? `valid through ${longDay(row.through)}` : `${row.standing}, not valid since ${longDay(row.ended)}`;
      return make("li", {}, make("a", { href: root + row.path }, make("bdi", {}, row.name)), row.supplier ? " by " : "", make("bdi", {}, row.supplier), `: ${told}`);
    });
    const title = website && !exact.length ? `No seal of ours names ${website}` : matching.length === 1 ? "One seal fits" : `${matching.length} seals fit`;
    const kind = matching.length === 1 && (!website || exact.length) ? matching[0].standing : "";
    say(kind, title, website && !exact.length ? "These have a name like it. Compare the website before you rely on one." : "Open it to see what the seal covers.", make("ul", {}, ...items));
  }

  async function ask() {
    const text = field.value.trim(), mine = ++turn;
    if (!text) return answer.replaceChildren();
    history.replaceState(null, "", `?q=${encodeURIComponent(text)}`);
    // An address of ours names a seal by itself.
    const named = text.match(/\/seals\/([^/?#]+)/)?.[1] ?? text;
    const number = numberOf(named, prefix);
    await guarded(() => (number ? ofNumber(number) : ofWords(text)), mine);
  }

  async function guarded(work, mine) {
    try {
      await work();
    } catch {
      if (mine === turn) say("", "The register could not be asked", "Check your connection and try again, or look the seal up in the lists.");
    }
  }

  async function look(chosen) {
    const mine = ++turn;
    if (!chosen) return;
    if (chosen.size > 4e6) return say("withdrawn", "Not ours", "No badge or credential of ours is as large as this file.");
    await guarded(async () => ofFile(new Uint8Array(await chosen.arrayBuffer())), mine);
  }

  async function ofFile(bytes) {
    const text = await readable(bytes);
    const credential = credentialIn(text);
    const number = numberIn(text);
    if (!number) {
      return say("withdrawn", "Not ours, or not the original", "No seal number of ours is in this file. A copy or a picture of a badge loses it: type the number that stands on it.");
    }
    const one = await seal(seals, number);
    if (!one) return say("withdrawn", "Not ours", `The file names ${number}, and no seal of ours bears that number.`);
    const same = credential ? await hosted(credential) : await alike(one, bytes);
    if (credential && same === false) return say("withdrawn", "Not ours", "The credential in this file is not the one that the register holds at the same address. It was changed or made up.");
    sayOf(one, same ? "The file is exactly what the register holds." : "The file names one of our seals, but it is not the badge as it is today. What counts is this:");
  }

  // Whether the register holds this credential, word for word, at the address it gives itself.
  async function hosted(credential) {
    const own = `${host}/credentials/`;
    if (typeof credential.id !== "string" || !credential.id.startsWith(own)) return false;
    const answer = await fetch(`${root}credentials/${credential.id.slice(own.length)}`);
    return answer.ok ? ordered(await answer.json()) === ordered(credential) : false;
  }

  async function alike(one, bytes) {
    for (const ending of ["svg", "png"]) {
      const answer = await fetch(`${root}badges/${one.holder}.${ending}`);
      if (!answer.ok) continue;
      const ours = new Uint8Array(await answer.arrayBuffer());
      if (ours.length === bytes.length && ours.every((byte, i) => byte === bytes[i])) return true;
    }
    return false;
  }

  const numberIn = (text) => {
    const found = text.match(new RegExp(`${prefix}-[0-9A-Z]{5}-[0-9A-Z]{5}`, "i"));
    const number = found ? numberOf(found[0], prefix) : "";
    return number === "slip" ? "" : number;
  };

  place.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  file.addEventListener("change", () => look(file.files[0]));
  for (const name of ["dragover", "dragleave", "drop"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop") look(event.dataTransfer.files[0]);
    });
  }
  if (location.search.length > 1 && !field.value) {
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    await ask();
  }
  // A file may have been chosen before this script had come.
  if (file.files.length) await look(file.files[0]);
  return { submit: ask };
}

// The text of a file; of a PNG, the texts of its text chunks.
async function readable(bytes) {
  const png = [137, 80, 78, 71, 13, 10, 26, 10].every((byte, i) => bytes[i] === byte);
  if (!png) return new TextDecoder().decode(bytes);
  const view = new DataView(bytes.buffer);
  const texts = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const size = view.getUint32(at);
    if (at + 12 + size > bytes.length) break;
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (kind === "iTXt" || kind === "tEXt") texts.push(new TextDecoder().decode(bytes.subarray(at + 8, at + 8 + size)));
    at += 12 + size;
  }
  return texts.join("\n");
}

// The credential in a file: the file itself, or the JSON baked into an image.
function credentialIn(text) {
  const start = text.indexOf("{"), end = text.lastIndexOf("}");
  if (start < 0 || end < start) return null;
  try {
    const read = JSON.parse(text.slice(start, end + 1));
    return read && read.credentialSubject ? read : null;
  } catch {
    return null;
  }
}

const ordered = (value) =>
  JSON.stringify(value, (_, one) =>
    one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
