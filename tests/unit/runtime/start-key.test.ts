import { expect, test } from "vitest";
import { fromCursor } from "../../../lib/runtime/start-key.ts";
import { encodeCursor } from "../../../lib/shared/page.ts";

const refusal = Object.assign(new Error("The provided starting key is outside query boundaries"), {
  name: "ValidationException",
});
const cursor = encodeCursor("list", { pk: "a" });

test("runs a query from the beginning without a cursor, and from its key with one", async () => {
  expect(await fromCursor("list", undefined, async (start) => start)).toEqual({});
  expect(await fromCursor("list", cursor, async (start) => start)).toEqual({ ExclusiveStartKey: { pk: "a" } });
});

test("refuses a cursor of another list before anything is asked", async () => {
  const asked: object[] = [];
  const run = fromCursor("other", cursor, async (start) => asked.push(start));
  await expect(run).rejects.toMatchObject({ code: "malformed_request" });
  expect(asked).toEqual([]);
});

test("takes a start key that DynamoDB refuses for the caller's fault, but only where the caller gave one", async () => {
  await expect(fromCursor("list", cursor, () => Promise.reject(refusal))).rejects.toMatchObject({ status: 400 });
  await expect(fromCursor("list", undefined, () => Promise.reject(refusal))).rejects.toBe(refusal);
  const fault = new Error("other");
  await expect(fromCursor("list", cursor, () => Promise.reject(fault))).rejects.toBe(fault);
});
