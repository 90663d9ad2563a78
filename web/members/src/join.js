// Makes a key. Nothing here talks to anyone, and the page's policy would not let it.

import { $ } from "./dom.js";
import { newIdentity, recipientOf } from "./key.js";
import { told } from "./trouble.js";
import { say } from "./unlock.js";
import { demandSecurity } from "./vault.js";

// A label is written between quotes, as YAML reads them.
const quoted = (label) => JSON.stringify(label.replace(/[\s\p{C}]+/gu, " ").trim());

function snippet(recipient, label, asOf) {
  const today = new Date().toISOString().slice(0, 10);
  const lines = [`  - recipient: ${recipient}`];
  if (label.trim()) lines.push(`    label: ${quoted(label)}`);
  lines.push(`    added: ${today > asOf ? today : asOf}`);
  return lines.join("\n");
}

function fill(page, identity, recipient) {
  const made = new Date().toISOString().slice(0, 19) + "Z";
  const file = `# created: ${made}\n# public key: ${recipient}\n${identity}\n`;
  const save = $("save", page);
  if (save.download) URL.revokeObjectURL(save.href);
  save.href = URL.createObjectURL(new Blob([file], { type: "text/plain" }));
  save.download = "seal-registry-key.txt";
  $("identity", page).textContent = identity;
  $("recipient", page).textContent = recipient;
  $("tail", page).textContent = recipient.slice(-8);
  $("snippet", page).textContent = snippet(recipient, page.querySelector("#desk").value, page.dataset.asOf);
  const words = `subject=${encodeURIComponent("A key for the members’ pages")}&body=${encodeURIComponent(recipient)}`;
  $("mail", page).href = `mailto:${page.dataset.mailbox}?${words}`;
}

// A key that nobody saved is lost with the page.
function guarding(page) {
  const ask = (event) => event.preventDefault();
  const saved = () => removeEventListener("beforeunload", ask);
  $("save", page).addEventListener("click", saved);
  $("shown", page).addEventListener("toggle", ({ target }) => target.open && saved());
  return () => addEventListener("beforeunload", ask);
}

export function joining(page) {
  const form = $("join", page);
  const guard = guarding(page);
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      demandSecurity();
      const identity = await newIdentity();
      fill(page, identity, await recipientOf(identity));
      guard();
      form.querySelector("button").textContent = "Make another key instead";
      $("shown", page).open = false;
      $("made", page).hidden = false;
      say(page, "");
      $("made-title", page).focus();
    } catch (error) {
      say(page, told(error, page.dataset), "trouble");
    }
  });
}
