import { RosterFileError } from "./file-errors.ts";
import { ROSTER_LIMITS } from "./limits.ts";
import type { ZipEntry } from "./zip-directory.ts";

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;

function packedBytesOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + LOCAL_BYTES > bytes.length) throw new RosterFileError("truncated_file");
  if (view.getUint32(entry.offset, true) !== LOCAL_SIGNATURE) throw new RosterFileError("damaged_workbook");
  const start =
    entry.offset + LOCAL_BYTES + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packedBytes > bytes.length) throw new RosterFileError("truncated_file");
  return new Uint8Array(bytes.subarray(start, start + entry.packedBytes));
}

async function* unpack(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = packedBytesOf(bytes, entry);
  if (!entry.isDeflated) {
    yield packed;
    return;
  }
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  for await (const chunk of stream) yield chunk;
}

/**
 * The text of one part, chunk by chunk, never cut inside a tag. The size in the directory is a claim: the part is
 * refused as soon as more comes out, and when less came out. Refuses document types, hence entities, everywhere.
 */
export async function* unpackText(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let size = 0;
  let rest = "";
  try {
    for await (const chunk of unpack(bytes, entry)) {
      size += chunk.length;
      if (size > entry.unpackedBytes) throw new RosterFileError("damaged_workbook", { name: entry.name });
      const text = rest + decoder.decode(chunk, { stream: true });
      const tag = text.lastIndexOf("<");
      const cut = tag >= 0 && text.indexOf(">", tag) < 0 ? tag : text.length;
      rest = text.slice(cut);
      if (rest.length > ROSTER_LIMITS.tagCharacters)
        throw new RosterFileError("damaged_workbook", { name: entry.name });
      yield refuseDocumentType(text.slice(0, cut), entry.name);
    }
  } catch (error) {
    if (error instanceof RosterFileError) throw error;
    throw new RosterFileError("damaged_workbook", { name: entry.name });
  }
  if (size !== entry.unpackedBytes) throw new RosterFileError("damaged_workbook", { name: entry.name });
  yield refuseDocumentType(rest + decoder.decode(), entry.name);
}

function refuseDocumentType(text: string, name: string): string {
  if (/<!(doctype|entity)/i.test(text)) throw new RosterFileError("document_type_declared", { name });
  return text;
}

/** A small part as one string; the empty string when the package has no such part. */
export async function unpackWhole(bytes: Uint8Array, entry: ZipEntry | undefined): Promise<string> {
  if (!entry) return "";
  if (entry.unpackedBytes > ROSTER_LIMITS.wholePartBytes) {
    throw new RosterFileError("unpacked_too_large", { name: entry.name });
  }
  const chunks: string[] = [];
  for await (const text of unpackText(bytes, entry)) chunks.push(text);
  return chunks.join("");
}
