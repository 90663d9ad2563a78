// The register in the visitor's browser: its index, how names are compared, how numbers are checked.

const LETTERS = { ø: "o", æ: "ae", œ: "oe", đ: "d", ł: "l", ı: "i", þ: "th", ß: "ss" };
const MONTHS = "January February March April May June July August September October November December".split(" ");
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const WORDS = { valid: "Valid", expired: "Expired", withdrawn: "Withdrawn", suspended: "Suspended" };

// Small letters without accents, as the lists are sorted by.
export const fold = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[øæœđłıþß]/g, (c) => LETTERS[c]);

const tokens = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
export const longDay = (text) => `${+text.slice(8)} ${MONTHS[text.slice(5, 7) - 1]} ${text.slice(0, 4)}`;

// Loads the index and gives its rows; a row is turned to expired once its last day has passed.
export async function load(address, today) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the index answered ${answer.status}`);
  const { columns, names } = await answer.json();
  return columns.name.map((name, i) => {
    const expires = iso(columns.expires[i]);
    let standing = names.standings[columns.standing[i]];
    let ended = standing === "valid" ? null : iso(columns.expires[i] - columns.ended[i]);
    if (standing === "valid" && expires <= today) [standing, ended] = ["expired", expires];
    const home = names.suppliers[columns.supplier[i]];
    const row = {
      name, standing, expires, ended,
      through: iso(columns.expires[i] - 1),
      awarded: columns.awarded[i],
      type: home ? "product" : "institution",
      supplier: home?.[1] ?? "",
      path: home ? `suppliers/${home[0]}/${columns.slug[i]}/` : `institutions/${columns.slug[i]}/`,
      rubric: [names.rubrics[columns.rubric[i]]],
      subject: columns.subjects[i].map((n) => names.subjects[n]),
      audience: columns.audiences[i].map((n) => names.audiences[n]),
      domains: columns.domains[i].split(" ").filter(Boolean),
    };
    row.words = [
      [tokens(name), 3], [tokens(row.supplier), 2], [tokens(row.path), 1], [row.domains.flatMap(tokens), 1],
    ];
    return row;
  });
}

// How far two words lie apart: letters changed, added, dropped, or two that changed places.
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

const plainly = (word, asked) =>
  word === asked ? 10 : word.startsWith(asked) ? 7 : asked.length > 2 && word.includes(asked) ? 4 : 0;

// Typing errors are forgiven only where nothing matches plainly.
function roughly(word, asked) {
  const limit = asked.length > 7 ? 2 : asked.length > 3 ? 1 : 0;
  if (!limit) return 0;
  const off = Math.min(distance(asked, word, limit), distance(asked, word.slice(0, asked.length), limit));
  return off <= limit ? 3 - off : 0;
}

// Rows that match every word, each with a score; all rows for an empty question.
export function search(rows, question) {
  const host = hostOf(question);
  if (host) {
    const shown = rows.filter((row) => row.domains.some((one) => host === one || host.endsWith(`.${one}`)));
    if (shown.length) return shown.map((row) => ({ row, score: 100 }));
  }
  const asked = tokens(host ? host.replace(/^www\./, "").replace(/\.[^.]*$/, "") : question);
  const scores = asked.map((word) => scored(rows, word, plainly) ?? scored(rows, word, roughly) ?? new Map());
  return rows
    .filter((row) => scores.every((found) => found.has(row)))
    .map((row) => ({ row, score: scores.reduce((sum, found) => sum + found.get(row), 0) }));
}

function scored(rows, asked, by) {
  const found = new Map();
  for (const row of rows) {
    let best = 0;
    for (const [words, weight] of row.words) for (const word of words) best = Math.max(best, by(word, asked) * weight);
    if (best) found.set(row, best);
  }
  return found.size ? found : null;
}

// The host that an address names, or nothing where the text is no address.
export function hostOf(text) {
  const bare = text.trim().toLowerCase();
  if (/\s/.test(bare) || !/^(https?:\/\/)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([:/?#]|$)/u.test(bare)) return "";
  try {
    return new URL(bare.includes("://") ? bare : `https://${bare}`).hostname;
  } catch {
    return "";
  }
}

const folded = (text) =>
  text.replace(/[\s\u00a0\u2010-\u2014\u2212-]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");

// A seal number as it should be written; "slip" where it is one with a typing error; nothing else.
export function numberOf(text, prefix) {
  const typed = folded(text), start = folded(prefix);
  const named = typed.startsWith(start);
  const body = named ? typed.slice(start.length) : typed;
  const sound = body.length === 10 && [...body].every((c) => ALPHABET.includes(c));
  if (sound && [...body].reduce((sum, c, i) => sum ^ weighed(ALPHABET.indexOf(c), 9 - i), 0) === 0) {
    if (named || /\d/.test(body)) return `${prefix}-${body.slice(0, 5)}-${body.slice(5)}`;
  }
  return named && /\d/.test(body) && body.length > 5 && body.length < 15 ? "slip" : "";
}

// The digit times x to the power of its place, in the field of 32 elements.
function weighed(digit, place) {
  for (; place > 0; place--) digit = digit & 16 ? (digit << 1) ^ 37 : digit << 1;
  return digit;
}

// A seal's own file, or null where there is no seal of that number.
export async function seal(address, number) {
  const answer = await fetch(`${address}${number}.json`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`the register answered ${answer.status}`);
  return answer.json();
}

// Elements are made one by one; no text is ever read as markup.
export function make(name, options = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

export function icon(icons, name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${icons}#${name}`);
  drawing.append(use);
  return drawing;
}

export function standing(icons, row) {
  const tag = make("span", { className: `tag ${row.standing}` }, icon(icons, row.standing), make("b", {}, WORDS[row.standing]));
  const day = row.standing === "valid" ? row.through : row.ended;
  const since = row.standing === "valid" ? "through" : "since";
  return make("span", { className: "standing" }, tag, ` ${since} `, make("time", { dateTime: day }, longDay(day)));
}
