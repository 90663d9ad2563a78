// A key kept on this device: a CryptoKey in IndexedDB that the browser uses but never hands out.

import { locked } from "./key.js";
import { Trouble } from "./trouble.js";

const STORE = "keys";
const NAME = "member";

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
