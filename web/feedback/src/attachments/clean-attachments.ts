import { utf8 } from "../../../../lib/feedback-protocol/bytes.ts";
import type { Attachment } from "../../../../lib/feedback-protocol/message.ts";
import { words } from "../words/words.ts";
import { cleanImage } from "./clean-image.ts";
import { textOfDocx } from "./text-of-docx.ts";
import { textOfPdf } from "./text-of-pdf.ts";

/** What all attachments of a message may weigh together; the rest of its fixed size is for the text. */
const room = 44 * 1024;
export const mostAttachments = 3;
/** A larger file would keep an old phone busy for minutes. */
const mostFileBytes = 30_000_000;

export interface Cleaned {
  readonly attachments: readonly Attachment[];
  /** Why a file was left out, for the person who chose it. */
  readonly refusals: readonly string[];
}

/** Cleans all chosen files together, because they share the room. Their names, which often tell of a person, are replaced, alike in every language. */
export async function cleanAttachments(files: readonly File[]): Promise<Cleaned> {
  const attachments: Attachment[] = [];
  const refusals: string[] = [];
  const share = Math.floor(room / Math.max(1, Math.min(files.length, mostAttachments)));
  for (const [index, file] of files.entries()) {
    const result = index < mostAttachments ? await clean(file, share) : words.tooMany(mostAttachments);
    if (typeof result === "string") refusals.push(words.leftOut(file.name, result));
    else attachments.push({ ...result, name: `附件${attachments.length + 1}${result.name}` });
  }
  return { attachments, refusals };
}

async function clean(file: File, mostBytes: number): Promise<Attachment | string> {
  if (file.size > mostFileBytes) return words.tooLarge;
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  switch (kindOf(start)) {
    case "image": {
      const bytes = await cleanImage(file, mostBytes);
      if (bytes === undefined) return words.badImage;
      return { name: ".jpg", type: "image/jpeg", bytes };
    }
    case "docx":
      return wordsAlone(textOfDocx(new Uint8Array(await file.arrayBuffer())), mostBytes);
    case "pdf":
      return wordsAlone(textOfPdf(new Uint8Array(await file.arrayBuffer())), mostBytes);
    default:
      return words.otherKind;
  }
}

/** Author, program, marks and pictures of a document stay behind: only its words go on. */
function wordsAlone(text: string | undefined, mostBytes: number): Attachment | string {
  if (text === undefined || text === "") return words.noWords;
  const bytes = utf8(text);
  return bytes.length > mostBytes ? words.manyWords : { name: ".txt", type: "text/plain", bytes };
}

/** By what stands in the file, not by its name. */
function kindOf(start: Uint8Array): "image" | "docx" | "pdf" | "other" {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, index) => start[index] === byte);
  if (begins(0xff, 0xd8, 0xff) || begins(0x89, 0x50, 0x4e, 0x47)) return "image";
  if (begins(0x50, 0x4b, 0x03, 0x04)) return "docx";
  return begins(0x25, 0x50, 0x44, 0x46) ? "pdf" : "other";
}
