// The reader: what stands after # decides whether the list, a review or a comparison is shown.

import { comparison } from "./compare.js";
import { $, make } from "./dom.js";
import { Shelf } from "./shelf.js";
import { told, Trouble } from "./trouble.js";
import { say } from "./unlock.js";

const DATED = /\/\d{4}-\d\d-\d\d$/;
const COMPARE = /^compare=(.+)&with=(.+)$/;

// The address as it was meant; a stray percent sign stands for itself.
function spoken(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

export class Reader {
  // `reviews()` gives the list, `texts()` what is searched beside it, `sheet(path)` a review's elements
  // and title; `address(path)` leads to it.
  constructor(page, { reviews, texts, sheet, address }) {
    Object.assign(this, { page, reviews, texts, sheet, address, home: document.title, turn: 0 });
    addEventListener("hashchange", () => this.show());
    page.addEventListener("click", (event) => this.#within(event));
    $("print", page).addEventListener("click", () => print());
    $("compare-this", page).addEventListener("click", () => this.#compareThis());
  }

  // The list is opened and drawn when it is first looked at, not before a review that was asked for.
  async #shelf() {
    const reviews = await this.reviews();
    const compare = (a, b) => (location.hash = `compare=${a}&with=${b}`);
    this.shelf ??= new Shelf(this.page, reviews, { texts: this.texts, address: this.address, compare });
    return this.shelf;
  }

  async #compareThis() {
    const path = this.current;
    const shelf = await this.#shelf();
    shelf.pick();
    shelf.pick(path);
    location.hash = "";
  }

  // Links within a review move the view; they are no addresses of reviews.
  #within(event) {
    const link = event.target.closest?.('a[href^="#q-"]');
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView();
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  // A path its holder once had, or a holder's, which means its latest review.
  async #meant(asked) {
    const reviews = await this.reviews();
    const renamed = reviews.find((one) => one.formerly.some((path) => asked === `${path}/${one.opened}`));
    const latest = reviews.find((one) => one.latest && [one.holder, ...one.formerly].includes(asked));
    if (!renamed && !latest) throw new Trouble("unknown");
    return (renamed ?? latest).path;
  }

  async show() {
    const turn = ++this.turn;
    const asked = spoken(location.hash.slice(1)).replace(/\/$/, "");
    const place = $("sheet", this.page);
    say(this.page, "");
    try {
      const shown = asked ? await this.#asked(asked) : void (await this.#shelf());
      if (turn !== this.turn) return;
      place.replaceChildren(...(shown ? [shown.sheet] : []));
      document.title = shown ? `${shown.title} – ${this.home}` : this.home;
      this.#frame(Boolean(shown), turn);
    } catch (error) {
      if (turn !== this.turn) return;
      place.replaceChildren(make("h1", { tabindex: -1 }, "Nothing to show"));
      this.#frame(true, turn);
      say(this.page, told(error, this.page.dataset), "trouble");
    }
  }

  async #asked(asked) {
    const two = asked.match(COMPARE);
    this.current = undefined;
    if (!two && asked.startsWith("compare=")) throw new Trouble("unknown");
    if (!two) return this.#one(asked);
    const [left, right] = await Promise.all(two.slice(1).map((path) => this.#one(path)));
    this.current = undefined;
    return { sheet: comparison(left.sheet, right.sheet, this.address), title: "Comparison" };
  }

  async #one(asked) {
    try {
      this.current = DATED.test(asked) ? asked : await this.#meant(asked);
      return await this.sheet(this.current);
    } catch (error) {
      if (error.stage !== "unknown" || !DATED.test(asked)) throw error;
      this.current = await this.#meant(asked);
      return this.sheet(this.current);
    }
  }

  #frame(reading, turn) {
    $("shelf", this.page).hidden = reading;
    $("back", this.page).hidden = !reading;
    $("compare-this", this.page).hidden = !this.current;
    if (turn === 1 && !reading) return;
    scrollTo(0, 0);
    (reading ? $("sheet", this.page) : $("shelf", this.page)).querySelector("h1")?.focus({ preventScroll: true });
  }
}
