import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { genesisHash, type StoredAuditEntry } from "../../../lib/audit/audit-entry.ts";
import { dynamodbAuditStore } from "../../../lib/audit/audit-store.dynamodb.ts";
import type { AuditStore } from "../../../lib/audit/audit-store.ts";
import { recordFacts } from "../../../lib/audit/record-facts.ts";
import { auditTable } from "../../../lib/audit/table.ts";
import { verifyChain, verifyNewEntries } from "../../../lib/audit/verify-chain.ts";
import { encodeCursor } from "../../../lib/shared/page.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { factNumber, recordFact } from "./audit-fixture.ts";

let tables: TestTables;
let store: AuditStore;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = dynamodbAuditStore(tables.client, await tables.create(auditTable));
});

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
async function record(count: number): Promise<void> {
  for (const number of numbers(count)) await recordFact({ store })(factNumber(number));
}

test("begins with nothing", async () => {
  expect(await store.findHead()).toEqual({ sequence: 0, hash: genesisHash });
  expect(await store.read(1, 10)).toEqual([]);
  expect(await verifyChain({ store })(1)).toMatchObject({ verifiedTo: 0, isIntact: true, isComplete: true });
});

test("twenty parallel appends make a gapless chain in which each fact stands once", { timeout: 30_000 }, async () => {
  const facts = numbers(20).map((number) => factNumber(number));
  const outcomes = await Promise.all(facts.map((fact) => recordFact({ store })(fact)));
  expect(new Set(outcomes)).toEqual(new Set(["done"]));
  const entries = await store.read(1, 100);
  expect(entries.map(({ sequence }) => sequence)).toEqual(numbers(20));
  expect(entries.map(({ entryId }) => entryId).sort()).toEqual(facts.map(({ id }) => id).sort());
  expect(await verifyChain({ store })(1)).toEqual({
    verifiedTo: 20,
    isIntact: true,
    brokenAt: null,
    isComplete: true,
  });
});

test("batches that overlap and come at once are one chain in which each fact stands once", async () => {
  const record = recordFacts({ store });
  const batchFrom = (first: number) => numbers(10).map((number) => factNumber(first + number));
  const outcomes = await Promise.all([0, 5, 10, 5].map((first) => record(batchFrom(first))));
  const done = outcomes.flatMap((batch) => [...batch.values()]).filter((outcome) => outcome === "done");
  expect(done).toHaveLength(20);
  expect((await store.read(1, 100)).map(({ sequence }) => sequence)).toEqual(numbers(20));
  expect(await verifyChain({ store })(1)).toMatchObject({ verifiedTo: 20, isIntact: true, isComplete: true });
});

test("parallel repeats of one fact are recorded once", async () => {
  const outcomes = await Promise.all(numbers(8).map(() => recordFact({ store })(factNumber(1))));
  expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
  expect(await store.read(1, 100)).toHaveLength(1);
});

test("reads back what was appended, with and without an organisation", async () => {
  await record(8);
  const entries = await store.read(1, 100);
  expect(entries.map(({ organizationId }) => organizationId)).toEqual(
    numbers(8).map((number) => factNumber(number).organizationId),
  );
  expect(entries.map(({ actorId }) => actorId)).toEqual(numbers(8).map((number) => factNumber(number).actor));
  expect((await store.read(3, 2)).map(({ sequence }) => sequence)).toEqual([3, 4]);
});

async function walk(organizationId: string | undefined, limit: number): Promise<StoredAuditEntry[]> {
  const found: StoredAuditEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ organizationId, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

test.each([1, 3, 100])("lists all entries, or those of one organisation, newest first, %i at a time", async (limit) => {
  await record(11);
  expect((await walk(undefined, limit)).map(({ sequence }) => sequence)).toEqual(numbers(11).toReversed());
  expect((await walk("org-1", limit)).map(({ sequence }) => sequence)).toEqual([11, 9, 7, 5, 3, 1]);
  expect((await walk("org-0", limit)).map(({ sequence }) => sequence)).toEqual([10, 6, 2]);
  expect(await walk("nowhere", limit)).toEqual([]);
});

test("refuses a cursor of another organisation's list, and one that was changed", async () => {
  await record(5);
  const { nextCursor } = await store.list({ organizationId: "org-1", limit: 1, cursor: undefined });
  const list = (organizationId: string | undefined, cursor: string) => store.list({ organizationId, limit: 1, cursor });
  await expect(list("org-0", nextCursor ?? "")).rejects.toMatchObject({ code: "malformed_request" });
  await expect(list(undefined, nextCursor ?? "")).rejects.toMatchObject({ code: "malformed_request" });
  const changed = encodeCursor("audit:org-1", { sk: "ENTRY#000000000001" });
  await expect(list("org-1", changed)).rejects.toMatchObject({ code: "malformed_request" });
});

test("the daily check remembers how far it came", async () => {
  await record(5);
  expect(await verifyNewEntries({ store })()).toEqual({ verified: 5, brokenAt: 0 });
  expect(await store.findVerified()).toEqual(await store.findHead());
  expect(await verifyNewEntries({ store })()).toEqual({ verified: 0, brokenAt: 0 });
});
