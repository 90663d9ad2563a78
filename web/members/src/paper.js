// The HTML of a page -> elements, built one by one from a short list of those that may be there.
// The text never meets the browser's own parser, so the policy `trusted-types 'none'` holds.

const TAGS = new Set(
  ("article header section div h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd table thead tbody tr th td a time bdi span " +
    "strong em code pre blockquote br hr del sub sup details summary").split(" "),
);
const VOID = new Set(["br", "hr"]);
const ATTRIBUTES = new Set("class id href rel title scope start datetime tabindex".split(" "));
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)|</g;
const ATTRIBUTE = /([a-z-]+)(?:="([^"]*)")?/g;
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decoded(text) {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, ten, sixteen, name) => {
    if (name) return NAMED[name] ?? whole;
    const point = parseInt(ten ?? sixteen, ten ? 10 : 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
  });
}

function isSafe(name, value) {
  if (name === "href") return /^(https?:\/\/|mailto:|#|\/(?!\/))/i.test(value);
  if (name === "id") return value.startsWith("q-");
  return ATTRIBUTES.has(name) || /^(aria|data)-[a-z-]+$/.test(name);
}

function element(tag, attributes) {
  const made = document.createElement(tag);
  for (const [, name, value = ""] of attributes.matchAll(ATTRIBUTE)) {
    const text = decoded(value);
    if (isSafe(name, text)) made.setAttribute(name, text);
  }
  return made;
}

export function paper(html) {
  const sheet = document.createDocumentFragment();
  const open = [sheet];
  for (const [whole, closing, tag, attributes, text] of html.matchAll(TOKEN)) {
    const top = open[open.length - 1];
    if (!tag) top.append(decoded(text ?? whole));
    else if (!TAGS.has(tag)) continue;
    else if (closing) {
      const at = open.findLastIndex((one) => one.localName === tag);
      if (at > 0) open.length = at;
    } else {
      const made = element(tag, attributes);
      top.append(made);
      if (!VOID.has(tag)) open.push(made);
    }
  }
  return sheet;
}
