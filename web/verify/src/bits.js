// Whether a bit of the status list is set, as W3C Bitstring Status List 1.0 encodes it.

const SIZE = 131_072;

// Null where the text is no such list or has no such bit.
export async function bit(encoded, index) {
  try {
    const letters = atob(encoded.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
    const bits = await unpacked(Uint8Array.from(letters, (one) => one.charCodeAt(0)));
    if (!encoded.startsWith("u") || bits.length !== SIZE / 8 || !(index >= 0 && index < SIZE)) return null;
    return (bits[index >> 3] & (0x80 >> (index & 7))) !== 0;
  } catch {
    return null;
  }
}

// No more is unpacked than a list has: a small text could hold very much.
async function unpacked(packed) {
  const bits = [];
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return bits;
    if (bits.length + value.length > SIZE / 8) {
      await reader.cancel();
      return [];
    }
    for (const byte of value) bits.push(byte);
  }
}
