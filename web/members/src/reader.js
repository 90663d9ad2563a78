// The reader: what stands after # decides whether the list, a review or a comparison is shown.

import { comparison } from "./compare.js";
import { $ } from "./dom.js";
import { Shelf } from "./shelf.js";
import { told, Trouble } from "./trouble.js";
import { say } from "./unlock.js";

const COMPARE = /^compare=(.+)&with=(.+)$/;

export class Reader {
  // `sheet(path)` gives a review's elements and title; `address(line)` leads to it.
  constructor(page, reviews, { sheet, address }) {
    Object.assign(this, { page, reviews, sheet, address, home: document.title, turn: 0 });
    const compare = (a, b) => (location.hash = `compare=${a}&with=${b}`);
    this.shelf = new Shelf(page, reviews, { address, compare });
    addEventListener("hashchange", () => this.show());
    page.addEventListener("click", (event) => this.#within(event));
    $("print", page).addEventListener("click", () => print());
    $("compare-this", page).addEventListener("click", () => {
      this.shelf.pick();
      this.shelf.pick(this.current);
      location.hash = "";
    });
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

  // A review's own path, a path its holder once had, or a holder's, which means its latest review.
  line(asked) {
    const exact = this.reviews.find((one) => one.path === asked);
    if (exact) return exact;
    const renamed = this.reviews.find((one) => one.formerly.some((path) => asked === `${path}/${one.opened}`));
    return renamed ?? this.reviews.find((one) => one.latest && [one.holder, ...one.formerly].includes(asked));
  }

  async show() {
    const turn = ++this.turn;
    const asked = decodeURIComponent(location.hash.slice(1)).replace(/\/$/, "");
    const place = $("sheet", this.page);
    say(this.page, "");
    try {
      const shown = asked ? await this.#asked(asked) : null;
      if (turn !== this.turn) return;
      place.replaceChildren(...(shown ? [shown.sheet] : []));
      document.title = shown ? `${shown.title} – ${this.home}` : this.home;
      this.#frame(Boolean(shown), turn);
    } catch (error) {
      if (turn !== this.turn) return;
      place.replaceChildren();
      this.#frame(true, turn);
      say(this.page, told(error, this.page.dataset), "trouble");
    }
  }

  async #asked(asked) {
    const two = asked.match(COMPARE);
    this.current = undefined;
    if (!two) return this.#one(asked);
    const [left, right] = await Promise.all(two.slice(1).map((path) => this.#one(path)));
    const address = (path) => this.address(this.line(path));
    this.current = undefined;
    return { sheet: comparison(left.sheet, right.sheet, address), title: "Comparison" };
  }

  async #one(asked) {
    const line = this.line(asked);
    if (!line) throw new Trouble("unknown");
    this.current = line.path;
    return this.sheet(line.path);
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
