import { RosterFileError } from "./file-errors.ts";
import { ROSTER_LIMITS } from "./limits.ts";
import { unpackText } from "./unpack-part.ts";
import { createXmlScanner } from "./xml-scanner.ts";
import { decodeCellText } from "./xml-tags.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Reads the string table. Rich text is joined; the phonetic guide (rPh) beside it is no part of the text. */
export async function readSharedStrings(bytes: Uint8Array, entry: ZipEntry | undefined): Promise<readonly string[]> {
  if (!entry) return [];
  if (entry.unpackedBytes > ROSTER_LIMITS.sharedStringBytes) {
    throw new RosterFileError("unpacked_too_large", { name: entry.name });
  }
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let isGuide = false;
  const scanner = createXmlScanner({
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") isGuide = true;
      else if (name === "t") isText = !isGuide;
    },
    close(name) {
      if (name === "si") strings.push(decodeCellText(text));
      else if (name === "rPh") isGuide = false;
      else if (name === "t") isText = false;
    },
    text(raw) {
      if (isText) text += raw;
    },
  });
  for await (const chunk of unpackText(bytes, entry)) scanner.push(chunk);
  scanner.end();
  return strings;
}
