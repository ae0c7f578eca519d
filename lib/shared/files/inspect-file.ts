import type { FileType } from "./file-type.ts";

/** What a file is by its own bytes, whatever its name says; undefined for what is not taken. */
export function fileTypeOf(bytes: Uint8Array): FileType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpg";
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return "pdf";
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) ? officeTypeOf(bytes) : undefined;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** Names stand uncompressed in a zip. What carries macros or embedded programs is no document. */
function officeTypeOf(bytes: Uint8Array): FileType | undefined {
  const names = Buffer.from(bytes).toString("latin1");
  if (!names.includes("[Content_Types].xml") || /vbaProject\.bin|embeddings\/[^/]*\.bin|activeX\//u.test(names))
    return undefined;
  if (names.includes("word/document.xml")) return "docx";
  return names.includes("xl/workbook.xml") ? "xlsx" : undefined;
}

/** The file without what a camera writes into it: place, time, device, thumbnail, comments. */
export function withoutMetadata(bytes: Uint8Array, type: FileType): Uint8Array {
  if (type === "jpg") return bareJpeg(bytes);
  return type === "png" ? barePng(bytes) : bytes;
}

/** Throws RangeError for what only begins like a picture. */
function bareJpeg(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) throw new RangeError("no marker where a segment begins");
    const marker = view.getUint8(at + 1);
    // From the start of the scan on there is only the picture; what follows its end is not part of it.
    if (marker === 0xda) return Buffer.concat([...kept, bytes.subarray(at, endOfJpeg(bytes, at))]);
    const length = 2 + view.getUint16(at + 2);
    if (keepsJpegSegment(marker)) kept.push(bytes.subarray(at, at + length));
    at += length;
  }
}

/** Tables and frames, the JFIF header, the colour profile (APP2) and Adobe's transform (APP14). No EXIF, XMP, IPTC, comment. */
function keepsJpegSegment(marker: number): boolean {
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  return isApplication ? [0xe0, 0xe2, 0xee].includes(marker) : marker !== 0xfe;
}

function endOfJpeg(bytes: Uint8Array, from: number): number {
  for (let at = bytes.length - 2; at > from; at--) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  }
  throw new RangeError("the picture has no end");
}

const keptChunks = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"];
const chunkFrame = 12;

function barePng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; ; ) {
    const length = chunkFrame + view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + length > bytes.length) throw new RangeError("a chunk is longer than the file");
    if (keptChunks.includes(name)) kept.push(bytes.subarray(at, at + length));
    if (name === "IEND") return Buffer.concat(kept);
    at += length;
  }
}
