// A member's identity -> the vault of the epoch -> the list and the pages.

import { Decrypter } from "age-encryption";
import { recipientOf } from "./key.js";
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

async function vaultFor(base, index, identity) {
  const number = await shardOf(await recipientOf(identity), index.shards);
  const name = String(number).padStart(3, "0");
  const ring = await fetched(`${base}keyring/${index.epoch}/${name}.age`, "ring-gone");
  const text = await opened(ring, identity, "ring");
  const line = text.split("\n").find((one) => one.startsWith("AGE-SECRET-KEY-1"));
  if (!line) throw new Trouble("ring");
  return { epoch: index.epoch, identity: line.trim() };
}

// The vault that one of the keys opens, with the list of reviews in it.
export async function openVault(base, keys, index = undefined) {
  demandSecurity();
  const [ring, sealed] = await Promise.all([
    index ?? ringIndex(base),
    fetched(`${base}index.age`, "ring-gone"),
  ]);
  let trouble = new Trouble("ring");
  for (const key of keys) {
    try {
      const vault = await vaultFor(base, ring, key);
      const list = await json(await opened(sealed, vault.identity, "list"), "list");
      return { ...vault, key, reviews: list.reviews };
    } catch (error) {
      trouble = error;
      if (error.stage !== "ring") break;
    }
  }
  throw trouble;
}

async function page(base, vault, line) {
  const bytes = await fetched(base + line.file, "stale");
  const value = await json(await opened(bytes, vault.identity, "page"), "page");
  // Any page of the vault opens at any address; only the path within tells them apart.
  if (value.path !== line.path) throw new Trouble("swapped");
  return value;
}

// A page; where the vault was renewed meanwhile, it is opened anew with the member's own key.
export async function openPage(base, session, path) {
  const line = session.vault.reviews.find((one) => one.path === path);
  if (!line) throw new Trouble("unknown");
  try {
    return await page(base, session.vault, line);
  } catch (error) {
    if (!["stale", "page"].includes(error.stage)) throw error;
    const index = await ringIndex(base);
    if (index.epoch === session.vault.epoch) throw error;
    session.vault = await openVault(base, session.keys, index);
    const renewed = session.vault.reviews.find((one) => one.path === path);
    if (!renewed) throw new Trouble("unknown");
    return page(base, session.vault, renewed);
  }
}
