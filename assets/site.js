// Keeps a page honest after it was built, and fetches the search when it is first used.
// Without this script every page is whole; with it, a page knows the visitor's day (UTC).

const page = document.documentElement;
const today = new Date().toISOString().slice(0, 10);
const days = (from, to) => (Date.parse(to) - Date.parse(from)) / 864e5;

// A standing is turned only forwards: from valid to expired, once its last day has passed.
export function turnStandings(root = document) {
  for (const tag of root.querySelectorAll("[data-standing=valid][data-expires-on]")) {
    if (tag.dataset.expiresOn > today) continue;
    tag.dataset.standing = "expired";
    tag.classList.replace("valid", "expired");
    const use = tag.querySelector("use");
    use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#expired"));
    const word = tag.querySelector("[data-word]");
    if (word) word.textContent = "Expired";
    const through = tag.parentElement.querySelector("[data-through]");
    if (through) through.textContent = `since ${tag.dataset.expiresOn}`;
  }
}

function turnPage() {
  if (!page.dataset.expiresOn || page.dataset.expiresOn > today) return;
  const certificate = document.querySelector("[data-certificate]");
  certificate?.classList.replace("valid", "expired");
  const through = document.querySelector("[data-through-long]");
  if (through) through.textContent = through.dataset.since;
  const meaning = document.querySelector("[data-meaning]");
  if (meaning) meaning.textContent = meaning.dataset.expired;
  const word = certificate?.querySelector("[data-word]");
  if (word) word.textContent = "Expired";
  const use = certificate?.querySelector(".standing-icon use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#expired"));
  for (const part of document.querySelectorAll("[data-while-valid]")) part.remove();
}

function showStaleness() {
  if (days(page.dataset.asOf, today) <= 2) return;
  for (const note of document.querySelectorAll("[data-stale]")) note.hidden = false;
}

async function copied(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return "Copied";
  } catch {
    getSelection().selectAllChildren(code);
    return "Selected; now copy it";
  }
}

function offerCopying() {
  if (!navigator.clipboard) return;
  for (const code of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain-button";
    const label = code.dataset.copy || "Copy the code";
    button.textContent = label;
    button.addEventListener("click", async () => {
      button.textContent = await copied(code);
      setTimeout(() => (button.textContent = label), 2500);
    });
    code.parentElement.after(button);
  }
}

// The search and its index come when somebody turns to the field, or arrives with a question.
function wake(place, address) {
  const drop = place.querySelector("[data-drop]");
  if (drop) drop.hidden = false;
  const field = place.querySelector("input[type=search]");
  let started;
  const start = () => (started ??= import(address).then((module) => module.default(place, today)));
  field.addEventListener("focus", start, { once: true });
  field.addEventListener("input", start, { once: true });
  place.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    start().then((desk) => desk.submit());
  });
  for (const name of ["pointerenter", "focusin", "dragenter", "change"]) drop?.addEventListener(name, start, { once: true });
  if (location.search.length > 1) start();
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
}

turnStandings();
turnPage();
showStaleness();
offerCopying();
for (const place of document.querySelectorAll("[data-finder]")) wake(place, place.dataset.finder);
for (const place of document.querySelectorAll("[data-verify]")) wake(place, place.dataset.verify);
