import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { Cursor, decodeCursor, encodeCursor, pageOf } from "../../../lib/shared/page.ts";

/** Names of key attributes; `__proto__` is none, and no parser of JSON should keep it. */
const key = fc.dictionary(
  fc.string().filter((name) => name !== "__proto__"),
  fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
);

test("a cursor leads back to the key for which it was made", () => {
  fc.assert(
    fc.property(fc.string(), key, (list, lastKey) => {
      const cursor = encodeCursor(list, lastKey);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(Object.entries(decodeCursor(list, cursor)).sort()).toEqual(Object.entries(lastKey).sort());
    }),
  );
});

test("a cursor of another list is refused", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), key, (list, other, lastKey) => {
      fc.pre(list !== other);
      expect(() => decodeCursor(other, encodeCursor(list, lastKey))).toThrow("malformed_request");
    }),
  );
});

test("what no list issued is refused, and not repeated", () => {
  const garbage = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json().map((text) => Buffer.from(text).toString("base64url")),
    fc.constantFrom('["l"]', '["l",{"a":1}]', '["l",null]', '[["l"],{}]', "null").map((text) => btoa(text)),
  );
  fc.assert(
    fc.property(garbage, (cursor) => {
      try {
        decodeCursor("l", cursor);
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({ code: "malformed_request", status: 400 });
        if (cursor.length > 12) expect(JSON.stringify(error)).not.toContain(cursor);
      }
    }),
  );
});

test("a page takes items and the place of the next one, null at the end", () => {
  const Page = pageOf(z.int());
  expect(Page.safeParse({ items: [1], nextCursor: null }).success).toBe(true);
  expect(Page.safeParse({ items: [1] }).success).toBe(false);
  expect(Page.safeParse({ items: ["a"], nextCursor: "x" }).success).toBe(false);
});

test("a cursor from the address has a bound", () => {
  expect(Cursor.safeParse("").success).toBe(false);
  expect(Cursor.safeParse("a".repeat(1025)).success).toBe(false);
});
