// A member's identity -> the vault of the epoch -> the list and the pages.

import { Decrypter } from "age-encryption";
import { newIdentity, recipientOf } from "./key.js";
import { Trouble } from "./trouble.js";

export function demandSecurity() {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) throw new Trouble("insecure");
}

export async function fetched(address, gone) {
  let answer;
  try {
    answer = await fetch(address, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
  } catch {
    throw new Trouble("offline");
  }
  if (answer.status === 404) throw new Trouble(gone);
  if (!answer.ok) throw new Trouble("offline");
  return new Uint8Array(await answer.arrayBuffer());
}

export async function opened(bytes, identity, stage) {
  try {
    const reader = new Decrypter();
    reader.addIdentity(identity);
    return await reader.decrypt(bytes, "text");
  } catch {
    throw new Trouble(stage);
  }
}

export async function json(text, stage) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble(stage);
  }
}

async function ringIndex(base) {
  const bytes = await fetched(`${base}keyring/index.json`, "ring-gone");
  const index = await json(new TextDecoder().decode(bytes), "ring-gone");
  if (!/^[0-9a-f]+$/.test(index.epoch) || !(index.shards > 0)) throw new Trouble("ring");
  return index;
}

async function shardOf(recipient, shards) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(recipient));
  return new DataView(digest).getUint16(0) % shards;
}

async function vaultFor(base, index, key) {
  const number = await shardOf(await recipientOf(key), index.shards);
  const name = String(number).padStart(3, "0");
  const ring = await fetched(`${base}keyring/${index.epoch}/${name}.age`, "ring-gone");
  const text = await opened(ring, key, "ring");
  const line = text.split("\n").find((one) => one.startsWith("AGE-SECRET-KEY-1"));
  if (!line) throw new Trouble("ring");
  return { epoch: index.epoch, key, identity: line.trim() };
}

// The index, fetched before there is a key; and a throw-away key tried on the first shard, so that what
// opens the right one has run once when somebody waits for it.
export async function readied(base) {
  try {
    const index = await ringIndex(base);
    const key = await newIdentity();
    vaultFor(base, { ...index, shards: 1 }, key).catch(() => {});
    return index;
  } catch {
    return undefined; // it is asked for again, and told of then
  }
}

// The vault that one of the keys opens. Its list, and the texts to search, come when first asked for. `early` may be an
// index fetched before the key was there; where its epoch has gone meanwhile, a fresh one is fetched.
export async function openVault(base, keys, early = undefined) {
  demandSecurity();
  try {
    return await vaultOfAny(base, keys, early ?? (await ringIndex(base)));
  } catch (error) {
    if (!early || error.stage !== "ring-gone") throw error;
    return vaultOfAny(base, keys, await ringIndex(base));
  }
}

async function vaultOfAny(base, keys, ring) {
  let trouble = new Trouble("ring");
  for (const key of keys) {
    try {
      return withList(base, await vaultFor(base, ring, key));
    } catch (error) {
      trouble = error;
      if (error.stage !== "ring") break;
    }
  }
  throw trouble;
}

function withList(base, vault) {
  let list, texts;
  const read = async (name) => {
    const bytes = await fetched(base + name, "ring-gone");
    return json(await opened(bytes, vault.identity, "list"), "list");
  };
  return {
    ...vault,
    reviews: () => (list ??= read("index.age").then((value) => value.reviews)),
    texts: () => (texts ??= read("search.age").then((value) => value.texts)),
  };
}

// The name of a review's file follows from the vault's recipient, which is never published.
async function fileOf(vault, path) {
  const bytes = (text) => new TextEncoder().encode(text);
  const secret = bytes(await recipientOf(vault.identity));
  const hash = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, hash, false, ["sign"]);
  const name = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(path)));
  return `sealed/${[...name.slice(0, 16)].map((one) => one.toString(16).padStart(2, "0")).join("")}.age`;
}

async function page(base, vault, path) {
  const bytes = await fetched(base + (await fileOf(vault, path)), "stale");
  const value = await json(await opened(bytes, vault.identity, "page"), "page");
  // Any page of the vault opens at any address; only the path within tells them apart.
  if (value.path !== path) throw new Trouble("swapped");
  return value;
}

// A page; where the vault was renewed meanwhile, it is opened anew with the member's own key.
export async function openPage(base, session, path) {
  try {
    return await page(base, session.vault, path);
  } catch (error) {
    if (!["stale", "page"].includes(error.stage)) throw error;
    const index = await ringIndex(base);
    if (index.epoch !== session.vault.epoch) {
      session.vault = await openVault(base, session.keys, index);
      return page(base, session.vault, path);
    }
    const known = error.stage === "page" || (await session.vault.reviews()).some((one) => one.path === path);
    throw known ? error : new Trouble("unknown");
  }
}
