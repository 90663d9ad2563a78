// Small words for building elements.

export const $ = (name, root = document) => root.querySelector(`[data-${name}]`);

export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return make("time", { datetime: iso }, `${date} ${MONTHS[month - 1]} ${year}`);
}

export const LEVELS = {
  meets: "Meets",
  "meets-with-reservations": "Reservations",
  "does-not-meet": "Does not meet",
  "not-applicable": "Does not apply",
};

// `partial` where answers are still missing, so that the level may change.
export const level = (name, partial = false) =>
  make("span", { class: `level ${name || "none"}` }, LEVELS[name] ?? "Not answered yet", name && partial ? " so far" : null);

export const KINDS = { initial: "First review", renewal: "Renewal", "re-vetting": "Re-vetting" };
export const DECISIONS = { awarded: "Awarded", declined: "Declined", open: "Under review" };
