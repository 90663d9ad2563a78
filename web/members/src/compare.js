// Two reviews -> one table, question by question.

import { day, level, make } from "./dom.js";

function read(sheet) {
  const review = sheet.querySelector(".review");
  const areas = [...review.querySelectorAll(".review-area")].map((area) => ({
    title: area.dataset.title,
    level: area.dataset.level,
    findings: [...area.querySelectorAll(".finding")].map((one) => ({
      id: one.dataset.question,
      level: one.dataset.level,
      ask: one.querySelector(".ask").textContent,
      notes: [...one.querySelectorAll(".note-text")].map((note) => note.textContent),
    })),
  }));
  return {
    path: review.dataset.path,
    name: review.querySelector("h1").textContent,
    level: review.dataset.level,
    partial: "partial" in review.dataset,
    facts: [...review.querySelectorAll(".review-facts > div")].map((fact) => [...fact.children]),
    areas,
  };
}

function rows(left, right) {
  const titles = new Map();
  for (const [side, review] of [left, right].entries()) {
    for (const area of review.areas) {
      const known = titles.get(area.title) ?? titles.set(area.title, { asked: new Map(), levels: [] }).get(area.title);
      const { asked, levels } = known;
      levels[side] = level(area.level);
      for (const one of area.findings) {
        const pair = asked.get(one.id) ?? asked.set(one.id, { ask: one.ask, sides: [] }).get(one.id);
        pair.sides[side] = one;
      }
    }
  }
  return titles;
}

function cell(one) {
  if (!one) return make("td", {}, make("span", { class: "aside" }, "Not asked"));
  return make("td", {}, level(one.level), ...one.notes.map((note) => make("p", { class: "note-text" }, note)));
}

function body(title, { asked, levels }) {
  const sides = [0, 1].map((side) => make("td", {}, levels[side]));
  const head = make("tr", { class: "area-row" }, make("th", { scope: "rowgroup" }, title), ...sides);
  const lines = [...asked.values()].map(({ ask, sides }) =>
    make(
      "tr",
      { class: sides[0]?.level === sides[1]?.level ? "same" : "other" },
      make("th", { scope: "row" }, ask),
      cell(sides[0]),
      cell(sides[1]),
    ),
  );
  return make("tbody", {}, head, ...lines);
}

function facts(left, right) {
  const verdicts = [left, right].map((one) => make("td", {}, level(one.level, one.partial)));
  const verdict = make("tr", {}, make("th", { scope: "row" }, "Verdict"), ...verdicts);
  const others = left.facts.map(([name, value], at) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, name.textContent),
      make("td", {}, ...value.cloneNode(true).childNodes),
      make("td", {}, ...(right.facts[at]?.[1].cloneNode(true).childNodes ?? [])),
    ),
  );
  return [verdict, ...others];
}

const opened = ({ path }) => day(path.slice(-10));

function title(left, right) {
  const name = make("bdi", {}, left.name);
  if (left.name === right.name) return [name, ": ", opened(left), " and ", opened(right)];
  return [name, " and ", make("bdi", {}, right.name)];
}

export function comparison(leftSheet, rightSheet, address) {
  const [left, right] = [read(leftSheet), read(rightSheet)];
  const heads = [left, right].map((one) =>
    make(
      "th",
      { scope: "col" },
      make("a", { href: address(one.path) }, make("bdi", {}, one.name)),
      make("span", { class: "aside" }, "opened ", opened(one)),
    ),
  );
  const table = make(
    "table",
    { class: "compared-table" },
    make("thead", {}, make("tr", {}, make("td", {}, make("span", { class: "hidden" }, "Question")), ...heads)),
    make("tbody", {}, ...facts(left, right)),
    ...[...rows(left, right)].map(([title, area]) => body(title, area)),
  );
  const only = make("input", { type: "checkbox", on: { change: () => table.classList.toggle("only-other", only.checked) } });
  return make(
    "article",
    { class: "comparison" },
    make("h1", { tabindex: -1 }, ...title(left, right)),
    make("label", { class: "box" }, only, " Only where they differ"),
    make("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Comparison" }, table),
  );
}
