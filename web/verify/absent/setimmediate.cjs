// In place of a polyfill that can evaluate texts.
globalThis.setImmediate ??= (work) => setTimeout(work);
