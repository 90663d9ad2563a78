// Search as you type: results, facets with counts, order; the state stands in the query string.

import { fold, load, make, numberOf, seal, search, standing } from "./register.js";

const FACETS = { standing: "Standing", type: "Kind", subject: "Subject", audience: "Audience", rubric: "Rubric" };
const ORDERS = { best: "Best match", name: "Name", newest: "Newest award", ending: "Ends soonest" };
const STANDINGS = ["valid", "expired", "withdrawn", "suspended"];
const STEP = 50;
const values = (row, facet) => [row[facet]].flat();
const title = (text) => text[0].toUpperCase() + text.slice(1);

export default async function start(place, today) {
  const { index, seals, root, prefix, scope, icons } = place.dataset;
  const field = place.querySelector("input[type=search]");
  const found = place.querySelector("[data-found]");
  const browse = document.querySelector("[data-browse]");
  const count = make("p", { role: "status" });
  const order = make("select", { ariaLabel: "Order" });
  const bar = make("div", { className: "found-bar" }, count, order);
  const facets = make("div", { className: "facets" });
  const chips = make("ul", { className: "chips" });
  const list = make("ul", { className: "ledger" });
  const more = make("button", { type: "button", className: "plain-button" }, `Show ${STEP} more`);
  const hint = make("div");
  for (const [value, text] of Object.entries(ORDERS)) order.append(make("option", { value }, text));
  found.append(make("h2", { className: "hidden" }, "Results"), bar, facets, chips, hint, list, more);

  let rows;
  try {
    rows = (await load(index, today)).filter((row) => scope === "all" || row.type === scope);
  } catch {
    count.textContent = "The search could not be loaded. The lists below are whole.";
    found.hidden = false;
    return { submit: () => place.querySelector("form").submit() };
  }
  const shown = Object.keys(FACETS).filter((name) => new Set(rows.flatMap((row) => values(row, name))).size > 1);
  const chosen = Object.fromEntries(shown.map((name) => [name, new Set()]));
  let limit = STEP, waiting;

  const read = () => {
    const query = new URLSearchParams(location.search);
    field.value = query.get("q") ?? "";
    order.value = query.get("sort") in ORDERS ? query.get("sort") : "best";
    for (const name of shown) chosen[name] = new Set(query.getAll(name));
  };
  const write = () => {
    const query = new URLSearchParams();
    if (field.value.trim()) query.set("q", field.value.trim());
    for (const name of shown) for (const value of chosen[name]) query.append(name, value);
    if (order.value !== "best") query.set("sort", order.value);
    const text = query.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
    return Boolean(text);
  };
  // Nothing chosen of the standings means valid ones: the others are asked for by name.
  const allowed = (name) => (name === "standing" && !chosen[name].size ? new Set(["valid"]) : chosen[name]);
  const passes = (row, except) =>
    shown.every((name) => name === except || !allowed(name).size || values(row, name).some((one) => allowed(name).has(one)));

  const sorts = {
    best: (a, b) => b.score - a.score || sorts.name(a, b),
    name: (a, b) => fold(a.row.name).localeCompare(fold(b.row.name)),
    newest: (a, b) => b.row.awarded - a.row.awarded || sorts.name(a, b),
    ending: (a, b) => a.row.expires.localeCompare(b.row.expires) || sorts.name(a, b),
  };

  async function draw() {
    const active = write();
    found.hidden = !active;
    if (browse) browse.hidden = active;
    if (!active) return;
    const number = numberOf(field.value, prefix);
    if (number) return drawNumber(number);
    const matching = search(rows, field.value);
    const results = matching.filter(({ row }) => passes(row)).sort(sorts[order.value]);
    bar.hidden = facets.hidden = false;
    tell(results.length === 1 ? "1 result" : `${results.length.toLocaleString("en")} results`);
    drawFacets(matching);
    drawChips();
    drawHints(matching, results);
    list.replaceChildren(...results.slice(0, limit).map(({ row }) => entry(row)));
    more.hidden = results.length <= limit;
  }

  async function drawNumber(number) {
    facets.hidden = more.hidden = true;
    chips.replaceChildren();
    list.replaceChildren();
    hint.replaceChildren();
    if (number === "slip") return tell("This number has a typing error in it: its last character does not fit the others.");
    const asked = field.value;
    const one = await seal(seals, number).catch(() => undefined);
    if (asked !== field.value) return;
    if (one === undefined) return tell("The register could not be asked. Check your connection and try again.");
    if (!one) return tell(`${number} is well-formed, but no seal of ours bears it.`);
    const row = { name: one.name, supplier: one.supplier?.name ?? "", path: `${one.holder}/`, standing: one.standing, through: one.valid_through, ended: one.ended_on };
    if (row.standing === "valid" && one.expires_on <= today) Object.assign(row, { standing: "expired", ended: one.expires_on });
    list.replaceChildren(entry(row));
    tell("1 result");
  }

  function entry(row) {
    const name = make("h3", {}, make("a", { href: root + row.path }, make("bdi", {}, row.name)));
    const box = make("div", { className: "entry-name" }, name);
    if (row.supplier) box.append(make("p", {}, "by ", make("bdi", {}, row.supplier)));
    return make("li", { className: "entry" }, box, standing(icons, row));
  }

  function drawFacets(matching) {
    const open = new Set([...facets.querySelectorAll("details[open]")].map((one) => one.dataset.facet));
    const focused = document.activeElement?.closest?.(".facets") ? document.activeElement.id : "";
    facets.replaceChildren(...shown.map((name) => {
      const counts = new Map(rows.flatMap((row) => values(row, name)).map((value) => [value, 0]));
      for (const { row } of matching) if (passes(row, name)) for (const value of values(row, name)) counts.set(value, counts.get(value) + 1);
      const ordered = [...counts].sort(([a], [b]) => (name === "standing" ? STANDINGS.indexOf(a) - STANDINGS.indexOf(b) : fold(a).localeCompare(fold(b), "en", { numeric: true })));
      const boxes = ordered.map(([value, number], i) => {
        const input = make("input", { type: "checkbox", id: `${name}-${i}`, checked: chosen[name].has(value) });
        input.addEventListener("change", () => choose(name, value, input.checked));
        return make("label", { className: "box" }, input, make("bdi", {}, title(value)), make("span", {}, `${number}`));
      });
      const set = make("fieldset", {}, make("legend", { className: "hidden" }, FACETS[name]), ...boxes);
      return make("details", { open: open.has(name), "data-facet": name }, make("summary", {}, FACETS[name]), set);
    }));
    if (focused) document.getElementById(focused)?.focus();
  }

  function drawChips() {
    const made = shown.flatMap((name) => [...chosen[name]].map((value) => {
      const button = make("button", { type: "button", ariaLabel: `Remove ${FACETS[name].toLowerCase()} ${value}` }, make("bdi", {}, title(value)), make("span", { ariaHidden: "true" }, "×"));
      button.addEventListener("click", () => choose(name, value, false));
      return make("li", {}, button);
    }));
    if (made.length > 1) {
      const clear = make("button", { type: "button" }, "Remove all");
      clear.addEventListener("click", () => { for (const name of shown) chosen[name].clear(); settle(); });
      made.push(make("li", {}, clear));
    }
    chips.replaceChildren(...made);
  }

  // What else would match: seals that no longer hold, or more with one choice fewer.
  function drawHints(matching, results) {
    const lines = [];
    if (chosen.standing && !chosen.standing.size) {
      const ended = matching.filter(({ row }) => row.standing !== "valid" && passes(row, "standing")).length;
      const told = ended === 1 ? "1 seal that does not hold matches as well" : `${ended} seals that do not hold match as well`;
      if (ended) lines.push(offer(told, () => { chosen.standing = new Set(STANDINGS); settle(); }));
    }
    if (!results.length) for (const name of shown) {
      const without = chosen[name].size && name !== "standing" ? matching.filter(({ row }) => passes(row, name)).length : 0;
      if (without) lines.push(offer(`${without} without the choice of ${FACETS[name].toLowerCase()}`, () => { chosen[name].clear(); settle(); }));
    }
    hint.replaceChildren(...lines);
  }

  function offer(text, act) {
    const button = make("button", { type: "button", className: "plain-button" }, "Show");
    button.addEventListener("click", act);
    return make("p", { className: "aside" }, `${text}. `, button);
  }

  // Screen readers hear the count once the typing rests.
  function tell(text) {
    clearTimeout(waiting);
    waiting = setTimeout(() => { count.textContent = text; }, 150);
  }

  function choose(name, value, on) {
    chosen[name][on ? "add" : "delete"](value);
    settle();
  }

  function settle() {
    limit = STEP;
    draw();
  }

  place.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const inList = at >= 0 || event.target === field;
    if (event.key === "ArrowDown" && inList && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else if (event.key === "Escape" && inList) { field.value = ""; field.focus(); settle(); }
    else return;
    event.preventDefault();
  });
  field.addEventListener("input", settle);
  order.addEventListener("change", settle);
  more.addEventListener("click", () => {
    const from = limit;
    limit += STEP;
    draw();
    list.querySelectorAll("a")[from]?.focus();
  });
  addEventListener("popstate", () => { read(); draw(); });
  if (location.search.length > 1 && !field.value) read();
  await draw();
  return { submit: () => list.querySelector("a")?.focus() };
}
