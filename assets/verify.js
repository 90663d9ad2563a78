// Answers for a number, a name, a website, a badge image or a credential file, in plain words.
// Files are read here and never sent. What counts is always what the register itself says.

import { notOurs, ofSeal } from "./answers.js";
import { clockNote, examined } from "./examined.js";
import { hostOf, icon, load, longDay, make, numberOf, seal, search } from "./register.js";

export default async function start(place, today) {
  const { index, seals, root, prefix, icons } = place.dataset;
  const field = place.querySelector("input[type=search]");
  const answer = place.querySelector("[data-answer]");
  const drop = place.querySelector("[data-drop]");
  const file = drop.querySelector("input");
  let rows, turn = 0;

  function show({ kind, word = "", title, lines, facts = [], how = "", note }) {
    answer.className = `answer ${kind}`;
    answer.dataset.verdict = word;
    answer.dataset.how = how;
    const head = make("h2", {}, ...(kind ? [icon(icons, kind), " "] : []), title);
    const told = lines.map((line) => (line.tagName === "UL" ? line : make("p", {}, ...[line].flat())));
    answer.replaceChildren(head, ...told);
    if (note) answer.append(make("p", { className: "checked" }, icon(icons, how === "signature" ? "credential" : "copy"), " ", note));
    if (facts.length) {
      const pairs = facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value)));
      answer.append(make("dl", { className: "facts" }, ...pairs));
    }
  }

  async function ofNumber(number) {
    if (number === "slip") {
      return { kind: "withdrawn", title: "This is no seal number", lines: ["It has a typing error in it: its last character does not fit the others. Compare it with the badge once more."] };
    }
    const one = await seal(seals, number);
    return one ? ofSeal(one, root, today) : notOurs(`${number} is well-formed, but no seal of ours bears it.`);
  }

  async function ofWords(text) {
    rows ??= await load(index, today);
    const website = hostOf(text);
    const matching = search(rows, text).sort((a, b) => b.score - a.score).map(({ row }) => row);
    if (!matching.length) {
      return notOurs(website ? `No seal of ours belongs to ${website}, and none of its name was ever awarded.` : "No holder of a seal of ours has a name like this.");
    }
    const exact = website && matching.filter((row) => row.domains.some((one) => website === one || website.endsWith(`.${one}`)));
    const items = matching.slice(0, 10).map((row) => {
      const told = row.standing === "valid" ? `valid through ${longDay(row.through)}` : `${row.standing}, not valid since ${longDay(row.ended)}`;
      return make("li", {}, make("a", { href: root + row.path }, make("bdi", {}, row.name)), row.supplier ? " by " : "", make("bdi", {}, row.supplier), `: ${told}`);
    });
    const elsewhere = website && !exact.length;
    const title = elsewhere ? `No seal of ours names ${website}` : matching.length === 1 ? "One seal fits" : `${matching.length} seals fit`;
    const kind = matching.length === 1 && !elsewhere ? matching[0].standing : "";
    const advice = elsewhere ? "These have a name like it. Compare the website before you rely on one." : "Open it to see what the seal covers.";
    return { kind, title, lines: [advice, make("ul", {}, ...items)] };
  }

  async function ask() {
    const text = field.value.trim();
    if (!text) return clear();
    history.replaceState(null, "", `?q=${encodeURIComponent(text)}`);
    // An address of ours names a seal by itself.
    const named = text.match(/\/seals\/([^/?#]+)/)?.[1] ?? text;
    const number = numberOf(named, prefix);
    await answered(() => (number ? ofNumber(number) : ofWords(text)));
  }

  async function look(chosen) {
    if (!chosen) return clear();
    await answered(async () => {
      const found = await examined(chosen, place.dataset, today);
      return { ...found, lines: [...found.lines, ...clockNote(document.documentElement.dataset.asOf, today)] };
    });
  }

  // The latest question is the one that is answered, whichever is done first.
  async function answered(work) {
    const mine = ++turn;
    const waiting = setTimeout(() => mine === turn && answer.replaceChildren(make("p", {}, "Looking …")), 300);
    try {
      const found = await work();
      if (mine === turn) show(found);
    } catch {
      if (mine === turn) show({ kind: "", title: "The register could not be asked", lines: ["Check your connection and try again, or look the seal up in the lists."] });
    } finally {
      clearTimeout(waiting);
    }
  }

  function clear() {
    turn++;
    answer.replaceChildren();
  }

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
