import { RosterFileError } from "./file-errors.ts";
import { ROSTER_LIMITS } from "./limits.ts";

export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where the local header stands. */
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_BYTES = 46;
const MAX_COMMENT_BYTES = 0xffff;
const ZIP64_MARK = 0xffffffff;
const FLAG_ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw new RosterFileError("truncated_file");
}

function readEntry(view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (at + CENTRAL_BYTES > view.byteLength) throw new RosterFileError("truncated_file");
  if (view.getUint32(at, true) !== CENTRAL_SIGNATURE) throw new RosterFileError("damaged_workbook");
  if (view.getUint16(at + 8, true) & FLAG_ENCRYPTED) throw new RosterFileError("encrypted_workbook");
  const method = view.getUint16(at + 10, true);
  if (method !== STORED && method !== DEFLATED) throw new RosterFileError("damaged_workbook", { method });
  const nameBytes = view.getUint16(at + 28, true);
  const next = at + CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > view.byteLength) throw new RosterFileError("truncated_file");
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + CENTRAL_BYTES, nameBytes));
  const entry = {
    name,
    isDeflated: method === DEFLATED,
    packedBytes: view.getUint32(at + 20, true),
    unpackedBytes: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  return { entry, next };
}

function checkEntry(entry: ZipEntry): void {
  const { name, packedBytes, unpackedBytes, offset } = entry;
  // A file of 5 MB has no use for ZIP64, whose second set of sizes would be a second truth.
  if ([packedBytes, unpackedBytes, offset].includes(ZIP64_MARK))
    throw new RosterFileError("damaged_workbook", { name });
  if (unpackedBytes > ROSTER_LIMITS.ratioFromBytes && unpackedBytes > packedBytes * ROSTER_LIMITS.compressionRatio) {
    throw new RosterFileError("suspicious_compression", { name });
  }
}

/** Reads the directory of a zip and refuses what a workbook never is, before a single byte is unpacked. */
export function readZipDirectory(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  if (bytes.length < END_BYTES) throw new RosterFileError("truncated_file");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > ROSTER_LIMITS.zipEntries) throw new RosterFileError("too_many_parts");
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  for (let index = 0; index < count; index++) {
    const { entry, next } = readEntry(view, at);
    // Two parts of one name: whoever reads the file later may see the other one.
    if (entries.has(entry.name)) throw new RosterFileError("damaged_workbook", { name: entry.name });
    checkEntry(entry);
    unpacked += entry.unpackedBytes;
    if (unpacked > ROSTER_LIMITS.unpackedBytes) throw new RosterFileError("unpacked_too_large");
    entries.set(entry.name, entry);
    at = next;
  }
  return entries;
}
