// Which of the members' pages this is, and what it does.

import { $ } from "./dom.js";
import { joining } from "./join.js";
import { paper } from "./paper.js";
import { Reader } from "./reader.js";
import { told, Trouble } from "./trouble.js";
import { forgetting, say, unlocking } from "./unlock.js";
import { fetched, json, LIST, openedByOne, openVault, rehearsed, ringIndex, Session } from "./vault.js";

async function sealed(page) {
  const { base } = page.dataset;
  const index = ringIndex(base);
  index.catch(() => {}); // it is asked for again, and told of then
  const open = async (keys) => {
    const early = location.hash.length < 2 ? fetched(base + LIST, "stale") : undefined;
    early?.catch(() => {}); // it is told of when the list is asked for
    const session = new Session(base, keys, await openVault(base, keys, index, early));
    const reader = new Reader(page, {
      reviews: session.reviews,
      texts: session.texts,
      address: (path) => `#${path}`,
      sheet: async (path) => {
        const { title, html } = await session.page(path);
        return { title, sheet: paper(html) };
      },
    });
    await reader.show();
    return session.vault.key;
  };
  await unlocking(page, open, () => rehearsed(base, index));
}

async function staff(page) {
  const { file } = page.dataset;
  await unlocking(page, async (keys) => {
    const bytes = await fetched(file, "stale");
    let trouble;
    for (const key of keys) {
      try {
        const { path, html } = await json(await openedByOne(bytes, key, "staff", "page"), "page");
        if (path !== "staff/worklist") throw new Trouble("swapped");
        const place = $("sheet", page);
        place.replaceChildren(paper(html));
        place.querySelector("h1")?.focus({ preventScroll: true });
        return key;
      } catch (error) {
        trouble = error;
      }
    }
    throw trouble;
  });
}

async function gateway(page) {
  const base = page.dataset.base;
  const text = (bytes) => new TextDecoder().decode(bytes);
  try {
    const list = async (name) => json(text(await fetched(base + name, "stale")), "list");
    const { reviews } = await list("index.json");
    const reader = new Reader(page, {
      reviews: async () => reviews,
      texts: async () => (await list("search.json")).texts,
      address: (path) => `${base}reviews/${path}/`,
      sheet: async (path) => {
        const line = reviews.find((one) => one.path === path);
        if (!line) throw new Trouble("unknown");
        const html = text(await fetched(`${base}${line.file}index.html`, "stale"));
        const found = html.match(/<article class="review"[^]*<\/article>/);
        if (!found) throw new Trouble("page");
        return { title: line.title, sheet: paper(found[0]) };
      },
    });
    $("plain", page).hidden = true;
    await reader.show();
  } catch (error) {
    say(page, told(error, page.dataset), "trouble");
  }
}

const remembered = $("remembered");
if (remembered) forgetting(remembered);

const page = $("members");
const doors = { sealed, staff, gateway, join: joining };
if (page && ($("unlock", page) || page.dataset.members === "join" || page.dataset.members === "gateway")) {
  await doors[page.dataset.members](page);
}
