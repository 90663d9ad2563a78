// A key kept on this device: a CryptoKey in IndexedDB that the browser uses but never hands out.

import { bech32 } from "@scure/base";
import { Trouble } from "./trouble.js";

const STORE = "keys";
const NAME = "member";
const PKCS8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];

function database() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("seal-registry", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, act) {
  const db = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

async function locked(identity) {
  const { bytes } = bech32.decodeToBytes(identity);
  const key = new Uint8Array([...PKCS8, ...bytes]);
  return crypto.subtle.importKey("pkcs8", key, { name: "X25519" }, false, ["deriveBits"]);
}

export async function keep(identity) {
  try {
    const key = identity instanceof CryptoKey ? identity : await locked(identity);
    await within("readwrite", (store) => store.put(key, NAME));
  } catch {
    throw new Trouble("device");
  }
}

export async function kept() {
  try {
    const key = await within("readonly", (store) => store.get(NAME));
    return key instanceof CryptoKey ? key : undefined;
  } catch {
    return undefined;
  }
}

export async function forget() {
  try {
    await within("readwrite", (store) => store.delete(NAME));
  } catch {
    indexedDB.deleteDatabase("seal-registry");
  }
}
