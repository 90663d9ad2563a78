// <privacy-seal>: a seal on its holder's own page, honest on the day it is looked at.
//
//   <privacy-seal><a href="https://registry/seals/NUMBER/"><img src="…" alt="…"></a></privacy-seal>
//
// Without this script the link and the image stand as they are. With it, the register is asked once,
// without cookies and without telling it the page, and the dates are compared with today (UTC): where
// the seal does not hold, words take the image's place, whatever a cache or a copy still shows.
// Nothing is stored, nothing else is loaded. A file with this name never changes.

const SHEET = `
  :host { display: inline-block; max-width: 100%; line-height: 1.35; font-family: system-ui, sans-serif; }
  :host([hidden]) { display: none; }
  a { color: inherit; }
  .ended {
    box-sizing: border-box; display: inline-flex; flex-direction: column; justify-content: center; gap: .15em;
    max-width: 100%; padding: .6em 1.4em .6em .8em; font-size: 14px; text-decoration: none; overflow-wrap: anywhere;
    color: #3b3632; background: #f5f2ee; border: 2px dashed #8d8178; border-left: .4em solid #a5301d;
  }
  .ended strong { color: #7c1d10; }
  .ended span { text-decoration: underline; }
  .ended:focus-visible { outline: 3px solid #1a6fd6; outline-offset: 2px; }
  .note { margin: .3em 0 0; max-width: 32em; font-size: 12px; }
  @media print { .ended { border-style: solid; } }
`;

const longDay = (day) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

// What a link to the register names: where the register stands, and the seal's number.
function named(link) {
  const found = /^(https?:\/\/[^?#]+\/)seals\/([0-9A-Z-]{5,40})\/?(?:[?#].*)?$/i.exec(link.href);
  return found ? { register: found[1], number: found[2].toUpperCase() } : null;
}

// What a seal is on a day: { word, since } where it does not hold, else {}.
function standingOn(seal, today) {
  if (seal.standing !== "valid") return { word: seal.standing, since: seal.ended_on };
  return seal.expires_on <= today ? { word: "expired", since: seal.expires_on } : {};
}

function isShownElsewhere(domains, host) {
  const own = (domain) => host === domain || host.endsWith(`.${domain}`);
  const here = host === "" || host === "localhost" || /^[\d.]+$|^\[/.test(host);
  return domains.length > 0 && !here && !domains.map((domain) => domain.toLowerCase()).some(own);
}

class PrivacySeal extends HTMLElement {
  #shadow = this.attachShadow({ mode: "open" });
  #seal;
  #link;
  #asked = false;
  #wake = () => document.visibilityState === "visible" && this.#seal && this.#show();

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEET);
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#shadow.append(document.createElement("slot"));
  }

  connectedCallback() {
    // A page may stay open for days: whoever comes back to it sees that day's standing.
    document.addEventListener("visibilitychange", this.#wake);
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => this.#ask(), { once: true });
    else this.#ask();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#wake);
  }

  async #ask() {
    if (this.#asked) return;
    this.#link = [...this.querySelectorAll("a[href]")].find(named);
    if (!this.#link) return this.#note("This seal names no register to ask.", "unknown");
    const name = named(this.#link);
    this.#asked = true;
    let answer;
    try {
      answer = await fetch(`${name.register}api/v1/seals/${name.number}.json`, {
        credentials: "omit",
        referrerPolicy: "no-referrer",
        mode: "cors",
      });
      if (answer.status !== 404) this.#seal = this.#sound(await answer.json(), name.number);
    } catch {
      return this.#note("The register could not be asked just now. Follow the link to be sure.", "unknown");
    }
    if (this.#seal) return this.#show();
    this.#replace("unknown", new URL(name.register).host, "No seal of this register", name.number);
  }

  #sound(seal, number) {
    const day = /^\d{4}-\d{2}-\d{2}$/;
    const ended = seal.standing === "valid" ? seal.expires_on : seal.ended_on;
    if (seal.number !== number || !day.test(ended)) throw new TypeError("not an answer about this seal");
    return seal;
  }

  #show() {
    const { word, since } = standingOn(this.#seal, new Date().toISOString().slice(0, 10));
    if (word) return this.#replace(word, this.#seal.name, `Not valid since ${longDay(since)}`, this.#seal.number);
    const domains = this.#seal.domains ?? [];
    const elsewhere = isShownElsewhere(domains, location.hostname);
    this.#note(elsewhere ? `This seal was awarded for ${domains.join(", ")}, not for this website.` : "", "valid");
  }

  // The image stays, with a note below it or none.
  #note(text, standing) {
    const parts = [document.createElement("slot")];
    if (text) parts.push(this.#made("p", "note", text));
    this.#shadow.replaceChildren(...parts);
    this.setAttribute("standing", standing);
  }

  // Words in the image's place, as a link to the register.
  #replace(standing, name, told, number) {
    const box = this.#made("a", "ended");
    box.href = this.#link.href;
    const [width, height] = ["width", "height"].map((side) => parseInt(this.#link.querySelector("img")?.getAttribute(side)));
    if (width > 0) box.style.width = `${width}px`;
    if (height > 0) box.style.minHeight = `${height}px`;
    box.append(this.#made("bdi", "", name), this.#made("strong", "", told), this.#made("span", "", `Look up ${number}`));
    this.#shadow.replaceChildren(box);
    this.setAttribute("standing", standing);
  }

  #made(tag, name, text = "") {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.textContent = text;
    return element;
  }
}

if (!customElements.get("privacy-seal")) customElements.define("privacy-seal", PrivacySeal);
