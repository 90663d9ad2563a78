// The form that takes a key, the status line, and the buttons for lock and forget.

import * as device from "./device.js";
import { $ } from "./dom.js";
import { identities } from "./key.js";
import { demandSecurity } from "./vault.js";
import { told, Trouble } from "./trouble.js";

export function say(page, text, kind = "") {
  const status = $("status", page);
  status.textContent = text;
  status.dataset.kind = kind;
}

async function typedText(form) {
  const file = form.querySelector("input[type=file]").files[0];
  const pasted = form.elements.password.value;
  if (pasted.trim() || !file) return pasted;
  try {
    return file.size > 1e6 ? "" : await file.text();
  } catch {
    throw new Trouble("unreadable");
  }
}

// `open(keys)` opens the page and gives the key that did, or throws Trouble. It is asked once for a
// remembered key, and then for those that are typed; while there is none, `rehearse` uses the time.
export async function unlocking(page, open, rehearse = () => {}) {
  const place = $("unlock", page);
  const form = $("unlock-form", page);
  const words = { mailbox: page.dataset.mailbox };
  const heading = () => [...page.querySelectorAll("h1")].find((one) => one.checkVisibility());
  const fail = (error) => say(page, told(error, words), "trouble");

  async function attempt(keys) {
    say(page, "Opening …");
    const key = await open(keys);
    if (!$("status", page).dataset.kind) say(page, ""); // a page may not open although the vault does
    place.hidden = true;
    $("locked-title", page).hidden = true;
    $("device", page).hidden = false;
    $("forget", page).hidden = !(await device.kept());
    return key;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      demandSecurity();
      const keys = await identities(await typedText(form));
      const key = await attempt(keys);
      if (place.contains(document.activeElement) || document.activeElement === document.body) heading()?.focus();
      if (form.elements.keep.checked) await remember(page, key);
      form.reset();
    } catch (error) {
      fail(error);
      if (!place.hidden) form.elements.password.focus();
    } finally {
      button.disabled = false;
    }
  });
  $("lock", page).addEventListener("click", () => location.reload());
  $("forget", page).addEventListener("click", async () => {
    await device.forget();
    location.reload();
  });

  const known = await device.kept();
  if (known) {
    try {
      return await attempt([known]);
    } catch (error) {
      fail(error);
      $("device", page).hidden = $("forget", page).hidden = false;
      $("lock", page).hidden = true;
    }
  } else rehearse();
  place.hidden = false;
  if (!globalThis.isSecureContext) fail(new Trouble("insecure"));
}

// On pages that open nothing: whether a key is remembered here, and the way to forget it.
export async function forgetting(place) {
  if (!(await device.kept())) return;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    await device.forget();
    place.replaceChildren("The key was forgotten. This device opens no review until a key is entered again.");
    place.tabIndex = -1;
    place.focus();
  });
}

async function remember(page, key) {
  await device.keep(key);
  $("forget", page).hidden = false;
}
