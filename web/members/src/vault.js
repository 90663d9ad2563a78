// A member's identity -> the vault of the epoch -> the list and the pages.

import { newIdentity, openerOf, recipientOf } from "./key.js";
import { Trouble } from "./trouble.js";

// Packed, as the search is; index.age holds the same for the age program.
export const LIST = "list.age";

const utf8 = (text) => new TextEncoder().encode(text);

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
    return await (await openerOf(identity)).decrypt(bytes, "text");
  } catch {
    throw new Trouble(stage);
  }
}

const AGE = utf8("age-encryption.org/v1\n");

// What is sealed to several keys, with one of them: whether the key or the file is at fault is told by how far
// the key came. Where it opens the header, it is on the list.
export async function openedByOne(bytes, identity, stage, damaged) {
  try {
    return await opened(bytes, identity, stage);
  } catch (error) {
    if (!AGE.every((byte, at) => bytes[at] === byte)) throw new Trouble(damaged);
    const listed = await (await openerOf(identity)).decryptHeader(bytes).then(() => true, () => false);
    throw listed ? new Trouble(damaged) : error;
  }
}

async function unpacked(bytes, identity, stage) {
  try {
    const packed = new Blob([await (await openerOf(identity)).decrypt(bytes)]);
    return await new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).json();
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

export async function ringIndex(base) {
  const bytes = await fetched(`${base}keyring/index.json`, "ring-gone");
  const index = await json(new TextDecoder().decode(bytes), "keyring");
  if (!/^[0-9a-f]+$/.test(index.epoch) || !(index.shards > 0)) throw new Trouble("keyring");
  return index;
}

async function shardOf(recipient, shards) {
  const digest = await crypto.subtle.digest("SHA-256", utf8(recipient));
  return new DataView(digest).getUint16(0) % shards;
}

async function ring(base, index, key) {
  const number = await shardOf(await recipientOf(key), index.shards);
  const name = String(number).padStart(3, "0");
  const shard = await fetched(`${base}keyring/${index.epoch}/${name}.age`, "ring-gone");
  const text = await openedByOne(shard, key, "ring", "keyring");
  const line = text.split("\n").find((one) => one.startsWith("AGE-SECRET-KEY-1"));
  if (!line) throw new Trouble("keyring");
  return line.trim();
}

// Does once, with a throw-away key, what opening a vault does, so that nobody waits for the first time.
export async function rehearsed(base, index) {
  try {
    await ring(base, { ...(await index), shards: 1 }, await newIdentity());
  } catch {
    // it opens nothing
  }
}

// What one of the keys opens. `index` may have been fetched before the key was there; where its epoch has gone
// meanwhile, a fresh one is fetched. The list, and the texts to search, come when first asked for; `early` is the
// list's file, where it is on its way already.
export async function openVault(base, keys, index, early = undefined) {
  demandSecurity();
  try {
    return await vaultOfAny(base, keys, await index, early);
  } catch (error) {
    if (!["ring-gone", "offline"].includes(error.stage)) throw error;
    return vaultOfAny(base, keys, await ringIndex(base));
  }
}

async function vaultOfAny(base, keys, index, early) {
  let trouble = new Trouble("ring");
  for (const key of keys) {
    try {
      return await vault(base, index.epoch, key, await ring(base, index, key), early);
    } catch (error) {
      trouble = error;
      if (error.stage !== "ring") break;
    }
  }
  throw trouble;
}

async function vault(base, epoch, key, identity, early) {
  const hash = { name: "HMAC", hash: "SHA-256" };
  // The names of files follow from the vault's recipient, which is never published.
  const namer = await crypto.subtle.importKey("raw", utf8(await recipientOf(identity)), hash, false, ["sign"]);
  const kept = new Map();
  const keep = (name, sealed) => {
    const value = sealed.then((bytes) => unpacked(bytes, identity, "list"));
    kept.set(name, value);
    value.catch(() => kept.delete(name)); // the next who asks may have better luck
    return value;
  };
  const packed = (name) => kept.get(name) ?? keep(name, fetched(base + name, "stale"));
  if (early) keep(LIST, early);
  return {
    epoch,
    key,
    reviews: async () => (await packed(LIST)).reviews,
    texts: async () => (await packed("search.age")).texts,
    page: async (path) => {
      const name = [...new Uint8Array(await crypto.subtle.sign("HMAC", namer, utf8(path))).slice(0, 16)];
      const address = `${base}sealed/${name.map((one) => one.toString(16).padStart(2, "0")).join("")}.age`;
      const value = await json(await opened(await fetched(address, "stale"), identity, "page"), "page");
      // Any page of the vault opens at any address; only the path within tells them apart.
      if (value.path !== path) throw new Trouble("swapped");
      return value;
    },
  };
}

// A vault that stays open: where it was renewed meanwhile, it is opened anew with the member's own key.
export class Session {
  constructor(base, keys, vault) {
    Object.assign(this, { base, keys, vault });
  }

  async #from(read) {
    const { vault } = this;
    try {
      return await read(vault);
    } catch (error) {
      if (!["stale", "page", "list"].includes(error.stage)) throw error;
      const index = await ringIndex(this.base);
      if (index.epoch === vault.epoch) throw error;
      this.vault = await openVault(this.base, this.keys, index);
      return read(this.vault);
    }
  }

  reviews = () => this.#from((vault) => vault.reviews());
  texts = () => this.#from((vault) => vault.texts());

  async page(path) {
    try {
      return await this.#from((vault) => vault.page(path));
    } catch (error) {
      const lost = error.stage === "stale" && !(await this.reviews()).some((one) => one.path === path);
      throw lost ? new Trouble("unknown") : error;
    }
  }
}
