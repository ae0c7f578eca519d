import { type Bytes, slice } from "./bytes.ts";

const lengthBytes = 4;

/** The most that fits into a padded block. */
export const roomIn = (size: number): number => size - lengthBytes;

/** Length, content, zeros. */
export function pad(content: Uint8Array, size: number): Bytes {
  if (content.length > roomIn(size)) throw new RangeError("does not fit");
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, lengthBytes);
  return padded;
}

export function unpad(padded: Bytes): Bytes {
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0);
  return slice(padded, lengthBytes, length);
}
