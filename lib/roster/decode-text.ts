import { RosterFileError } from "./file-errors.ts";

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

function tryDecode(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Chinese Excel saves "CSV" as GB18030 and "CSV UTF-8" with a byte-order mark; "Unicode text" is UTF-16. Text that is
 * valid UTF-8 is almost never meant as GB18030, so UTF-8 is tried first.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const marked = mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : undefined;
  const candidates: TextEncoding[] = marked ? [marked] : ["utf-8", "gb18030"];
  for (const encoding of candidates) {
    const text = tryDecode(bytes, encoding);
    if (text !== undefined) return { text, encoding };
  }
  throw new RosterFileError("unknown_encoding");
}
