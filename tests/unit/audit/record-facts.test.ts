import fc from "fast-check";
import { expect, test } from "vitest";
import { genesisHash, hashedText, hashOf, StoredAuditEntry } from "../../../lib/audit/audit-entry.ts";
import { listAuditEntries } from "../../../lib/audit/read-audit.ts";
import { factNumber, recordFact } from "./audit-fixture.ts";
import { FakeAuditStore } from "./fake-audit-store.ts";

const entryOf = async (data: Record<string, unknown>) => {
  const store = new FakeAuditStore();
  await recordFact({ store })(factNumber(1, data));
  const [entry] = store.entries;
  if (entry === undefined) throw new Error("nothing was recorded");
  return entry;
};

test("an entry says who did what, when, to what, and ties itself to the one before", async () => {
  const store = new FakeAuditStore();
  const record = recordFact({ store });
  expect(await record(factNumber(1))).toBe("done");
  expect(await record(factNumber(2))).toBe("done");
  const [first, second] = store.entries;
  expect(first).toMatchObject({
    sequence: 1,
    entryId: "OrganizationRenamed/org-1/1",
    at: "2026-11-21T08:00:00.000Z",
    actorId: "account-1",
    action: "OrganizationRenamed",
    subject: { kind: "organization", id: "org-1" },
    organizationId: "org-1",
    details: { version: 1 },
    previousHash: genesisHash,
  });
  expect(second).toMatchObject({ sequence: 2, previousHash: first?.hash });
  expect(first?.hash).toMatch(/^[0-9a-f]{64}$/);
});

test("a repeat is recorded once", async () => {
  const store = new FakeAuditStore();
  const record = recordFact({ store });
  expect([await record(factNumber(1)), await record(factNumber(1))]).toEqual(["done", "already_done"]);
  expect(store.entries).toHaveLength(1);
});

test("who loses the end of the chain takes the new one", async () => {
  const store = new FakeAuditStore();
  const record = recordFact({ store });
  store.beforeAppend = () => record(factNumber(2));
  expect(await record(factNumber(1))).toBe("done");
  expect(store.entries.map(({ entryId, sequence }) => [sequence, entryId])).toEqual([
    [1, "OrganizationRenamed/org-2/1"],
    [2, "OrganizationRenamed/org-1/1"],
  ]);
});

test("gives up on a chain that never stands still, so that the queue tries again", async () => {
  const store = new FakeAuditStore();
  store.append = async () => ({ kind: "head_moved" });
  await expect(recordFact({ store })(factNumber(1))).rejects.toThrow("too busy");
});

test("any data becomes flat details that the schema of an entry takes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (data) => {
      const entry = await entryOf(data);
      expect(StoredAuditEntry.parse(entry)).toEqual(entry);
      expect(await hashOf(entry)).toBe(entry.hash);
    }),
    { examples: [[JSON.parse('{"__proto__":0,"a":1}')]] },
  );
  expect((await entryOf({ list: ["a"], inner: { b: 1 }, none: null })).details).toEqual({
    list: '["a"]',
    inner: '{"b":1}',
    none: null,
  });
});

test("the hash does not depend on the order of the details, and on everything else", async () => {
  const entry = await entryOf({ b: 1, a: 2 });
  expect(hashedText({ ...entry, details: { a: 2, b: 1 } })).toBe(hashedText(entry));
  expect(hashedText({ ...entry, details: { a: 1, b: 2 } })).not.toBe(hashedText(entry));
  expect(hashedText({ ...entry, details: { 'a",2]': 1 } })).not.toBe(hashedText({ ...entry, details: { a: 2 } }));
});

test("a list shows the names of who acted, looked up now, and none for the system", async () => {
  const store = new FakeAuditStore();
  for (const number of [1, 2, 3]) await recordFact({ store })(factNumber(number));
  const asked: (readonly string[])[] = [];
  const list = listAuditEntries({
    store,
    findNames: async (ids) => {
      asked.push(ids);
      return new Map([["account-1", "张三"]]);
    },
  });
  const { items } = await list({ params: {}, query: { limit: 50 }, body: undefined });
  expect(items.map(({ actor }) => actor)).toEqual([
    { accountId: null, name: null },
    { accountId: "account-2", name: null },
    { accountId: "account-1", name: "张三" },
  ]);
  expect(asked).toEqual([["account-2", "account-1"]]);
  expect(JSON.stringify(store.entries)).not.toContain("张三");
});
