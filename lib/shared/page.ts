import * as z from "zod";
import { AppError } from "./errors.ts";

/** One page of a list and where the next one begins; null at the end. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** The wire form of a page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** The query parameter with which the next page is asked for. */
export const Cursor = z
  .string()
  .min(1)
  .max(1024)
  .meta({ description: "下一页游标，原样传回 · Opaque cursor of the next page" });

const CursorContent = z.tuple([z.string(), z.record(z.string(), z.string())]);

/**
 * A cursor holds the last key and the name of the list for which it was made, so that it cannot be carried to another
 * list. It grants nothing: what it leads to is authorised like the first page.
 */
export function encodeCursor(list: string, lastKey: Readonly<Record<string, string>>): string {
  return toBase64Url(JSON.stringify([list, lastKey]));
}

/** Throws `malformed_request` for anything that this list did not issue. */
export function decodeCursor(list: string, cursor: string): Record<string, string> {
  try {
    const [madeFor, lastKey] = CursorContent.parse(JSON.parse(fromBase64Url(cursor)));
    if (madeFor === list) return lastKey;
  } catch {
    // falls through to the one answer that every bad cursor gets
  }
  throw invalidCursor();
}

/** The one answer that every cursor gets which is not what this list issued. */
export function invalidCursor(): AppError {
  return new AppError("malformed_request", {
    errors: [
      {
        field: "query.cursor",
        reason: {
          zh: "游标无效，请从第一页重新开始",
          en: "Not a cursor of this list; start again from the first page",
        },
      },
    ],
  });
}

function toBase64Url(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

function fromBase64Url(text: string): string {
  return Buffer.from(text, "base64url").toString("utf8");
}
