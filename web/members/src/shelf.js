// The list of reviews: search, filters, sorting, and picking two to compare.

import { $, day, DECISIONS, KINDS, level, LEVELS, make } from "./dom.js";

const PAGE = 60;
const WEIGHT = { "does-not-meet": 3, "meets-with-reservations": 2, meets: 1, "not-applicable": 1 };
// A level is the worst of the answers there are; while some are missing it is no verdict yet.
const isWhole = ({ answered: [given, asked] }) => given === asked;
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export class Shelf {
  // `texts()` gives the texts of all reviews by path; they are asked for when somebody searches.
  constructor(page, reviews, { texts, address, compare }) {
    this.page = page;
    this.reviews = reviews;
    this.texts = texts;
    this.address = address;
    this.picked = [];
    this.shown = PAGE;
    this.form = $("tools", page);
    if (matchMedia("(max-width: 46rem)").matches) $("filters", page).open = false;
    this.#offer("subject", reviews.flatMap((one) => one.subjects));
    this.#offer("reserved", reviews.flatMap((one) => one.reserved));
    this.form.addEventListener("input", () => this.#again());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    $("more", page).addEventListener("click", () => this.#longer());
    $("compare-go", page).addEventListener("click", () => compare(...this.picked));
    $("compare-clear", page).addEventListener("click", () => this.pick());
    this.draw();
  }

  #offer(name, words) {
    const select = this.form.elements[name];
    for (const word of [...new Set(words)].sort()) select.append(make("option", { value: word }, word));
  }

  #again() {
    this.shown = PAGE;
    if (this.form.elements.q.value.trim()) this.reading ??= this.#read();
    this.draw();
  }

  async #read() {
    try {
      this.read = await this.texts();
      for (const one of this.reviews) one.folded = undefined;
    } catch {
      this.missed = true;
      this.reading = undefined; // the next key typed asks again
    }
    this.draw();
  }

  #longer() {
    const first = this.shown;
    this.shown += PAGE;
    this.draw();
    $("list", this.page).children[first]?.querySelector("a").focus();
  }

  #asked() {
    const { q, type, decision, level: given, standing, subject, reserved, latest } = this.form.elements;
    const words = folded(q.value).split(/\s+/).filter(Boolean);
    const wanted = (select, value) => !select.value || select.value === value;
    return this.reviews.filter(
      (one) =>
        (!latest.checked || one.latest) &&
        wanted(type, one.type) &&
        wanted(decision, one.decision) &&
        wanted(given, one.level) &&
        (given.value !== "meets" || isWhole(one)) &&
        wanted(standing, one.standing ?? "never") &&
        (!subject.value || one.subjects.includes(subject.value)) &&
        (!reserved.value || one.reserved.includes(reserved.value)) &&
        words.every((word) => this.#words(one).includes(word)),
    );
  }

  #words(one) {
    one.folded ??= folded(
      [one.name, one.maker, one.number, one.path, one.reviewer, ...one.subjects, ...one.audiences, this.read?.[one.path]].join(" "),
    );
    return one.folded;
  }

  #sorted(found) {
    const by = this.form.elements.sort.value;
    if (by === "decided") {
      return found.toSorted((a, b) => (b.decided ?? b.opened).localeCompare(a.decided ?? a.opened));
    }
    const weight = (one) => (WEIGHT[one.level] ?? 0) * 1000 + one.reserved.length;
    return by === "level" ? found.toSorted((a, b) => weight(b) - weight(a)) : found;
  }

  draw() {
    const found = this.#sorted(this.#asked());
    const part = found.slice(0, this.shown);
    $("list", this.page).replaceChildren(...part.map((one) => this.#line(one)));
    const noun = found.length === 1 ? "review" : "reviews";
    $("count", this.page).textContent = this.#searched(
      found.length ? `${found.length} ${noun}` : "No review fits. Remove a filter.",
    );
    $("more", this.page).hidden = found.length <= this.shown;
    this.#bar();
  }

  // What was found, and whether notes and narratives were looked through for it.
  #searched(count) {
    if (this.read || !this.form.elements.q.value.trim()) return count;
    if (this.reading) return `${count} · fetching notes and narratives …`;
    return this.missed ? `${count} · notes and narratives could not be fetched, only names were searched` : count;
  }

  #line(one) {
    const said = one.decided ? [`${DECISIONS[one.decision]} on `, day(one.decided)] : ["Under review since ", day(one.opened)];
    const box = make("input", {
      type: "checkbox",
      "aria-label": `Compare ${one.name}`,
      on: { change: () => this.pick(one.path) },
    });
    box.checked = this.picked.includes(one.path);
    return make(
      "li",
      { class: "shelf-line" },
      make("label", { class: "pick", title: "Compare" }, box),
      make(
        "div",
        { class: "entry-name" },
        make("h2", {}, make("a", { href: this.address(one.path) }, make("bdi", {}, one.name))),
        make("p", {}, one.maker ? `by ${one.maker} · ` : "", `${KINDS[one.kind]} of `, day(one.opened)),
      ),
      make("p", { class: "said" }, ...said),
      make("p", { class: "verdict" }, level(one.level, !isWhole(one)), this.#strip(one)),
    );
  }

  #strip(one) {
    const areas = Object.entries(one.areas);
    const words = areas.map(([title, name]) => `${title}: ${LEVELS[name] ?? "not answered"}`).join(", ");
    const cells = areas.map(([, name]) => make("span", { class: `cell ${name ?? "none"}` }));
    return make("span", { class: "strip", role: "img", "aria-label": words, title: words }, ...cells);
  }

  // With a path: picked, or no longer; of three the oldest goes. Without one, nothing is picked.
  pick(path) {
    const had = this.picked.includes(path);
    this.picked = path ? this.picked.filter((one) => one !== path) : [];
    if (path && !had) this.picked = [...this.picked, path].slice(-2);
    this.draw();
  }

  #bar() {
    const names = this.picked.map((path) => this.reviews.find((one) => one.path === path)?.name);
    $("compare-bar", this.page).hidden = !names.length;
    $("compare-go", this.page).hidden = names.length < 2;
    $("compare-text", this.page).textContent =
      names.length < 2 ? `${names[0]}: choose another review to compare it with.` : names.join(" and ");
  }
}
