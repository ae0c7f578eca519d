import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashOf, type StoredAuditEntry } from "../../../lib/audit/audit-entry.ts";
import { verifyChain, verifyNewEntries } from "../../../lib/audit/verify-chain.ts";
import { factNumber, recordFact } from "./audit-fixture.ts";
import { FakeAuditStore } from "./fake-audit-store.ts";

async function chainOf(length: number): Promise<FakeAuditStore> {
  const store = new FakeAuditStore();
  const record = recordFact({ store });
  for (let number = 1; number <= length; number++) await record(factNumber(number));
  return store;
}

/** Follows the chain as a client does, stretch by stretch; gives the place of the break, null when there is none. */
async function findBreak(store: FakeAuditStore): Promise<number | null> {
  const verify = verifyChain({ store });
  for (let next = 1; ; ) {
    const { brokenAt, isComplete, isIntact, verifiedTo } = await verify(next);
    expect(isIntact).toBe(brokenAt === null);
    if (brokenAt !== null || isComplete) return brokenAt;
    expect(verifiedTo).toBeGreaterThanOrEqual(next);
    next = verifiedTo + 1;
  }
}

const resealed = async (entry: StoredAuditEntry): Promise<StoredAuditEntry> => ({
  ...entry,
  hash: await hashOf(entry),
});

type Tamper = (entries: StoredAuditEntry[], at: number) => Promise<StoredAuditEntry[]> | StoredAuditEntry[];
const replace = (entries: StoredAuditEntry[], at: number, change: Partial<StoredAuditEntry>) =>
  entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry));

const tampers: Record<string, Tamper> = {
  "changed actor": (entries, at) => replace(entries, at, { actorId: "somebody-else" }),
  "changed moment": (entries, at) => replace(entries, at, { at: "2020-01-01T00:00:00.000Z" }),
  "changed action": (entries, at) => replace(entries, at, { action: "Other" }),
  "changed subject": (entries, at) => replace(entries, at, { subject: { kind: "organization", id: "x" } }),
  "changed kind of subject": (entries, at) => replace(entries, at, { subject: { kind: "x", id: `org-${at + 1}` } }),
  "changed organisation": (entries, at) => replace(entries, at, { organizationId: "x" }),
  "changed detail": (entries, at) => replace(entries, at, { details: { version: 99 } }),
  "added detail": (entries, at) => replace(entries, at, { details: { version: at + 1, more: true } }),
  "changed type of a detail": (entries, at) => replace(entries, at, { details: { version: `${at + 1}` } }),
  "changed entry id": (entries, at) => replace(entries, at, { entryId: "x" }),
  "changed hash": (entries, at) => replace(entries, at, { hash: "f".repeat(64) }),
  "change that was sealed anew": async (entries, at) => {
    const changed = replace(entries, at, { actorId: "somebody-else" });
    return await Promise.all(changed.map((entry, index) => (index === at ? resealed(entry) : entry)));
  },
  removed: (entries, at) => entries.filter((_, index) => index !== at),
  "removed with everything behind it": (entries, at) => entries.slice(0, at),
  "removed, and the rest numbered anew": async (entries, at) => {
    const rest = entries.filter((_, index) => index !== at);
    return await Promise.all(rest.map((entry, index) => resealed({ ...entry, sequence: index + 1 })));
  },
  "inserted copy": (entries, at) => [...entries.slice(0, at + 1), ...entries.slice(at)],
  "inserted entry": async (entries, at) => {
    const [model] = entries;
    if (model === undefined) return entries;
    const previousHash = entries[at]?.hash ?? "";
    const added = await resealed({ ...model, sequence: at + 2, entryId: "added", previousHash });
    return [...entries.slice(0, at + 1), added, ...entries.slice(at + 1)];
  },
  "exchanged with the next": (entries, at) => {
    const [one, next] = [entries[at], entries[at + 1]];
    if (one === undefined || next === undefined) return replace(entries, at, { sequence: 1_000_000 });
    return entries.with(at, { ...next, sequence: one.sequence }).with(at + 1, { ...one, sequence: next.sequence });
  },
};

describe("a chain", () => {
  test.each([0, 1, 5, 199, 200, 201, 450])("of %i entries is intact to its end", async (length) => {
    const store = await chainOf(length);
    expect(await findBreak(store)).toBeNull();
  });

  test.each(Object.entries(tampers))("shows an entry: %s, wherever it stands", async (_, tamper) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.nat(), async (length, place) => {
        const store = await chainOf(length);
        store.entries = await tamper(store.entries, place % length);
        expect(await findBreak(store)).not.toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  test("names the first entry that does not fit", async () => {
    const store = await chainOf(250);
    store.entries = replace(store.entries, 221, { actorId: "x" });
    expect(await findBreak(store)).toBe(222);
  });

  test("shows a head that was moved back or forth", async () => {
    const store = await chainOf(5);
    const { head } = store;
    store.head = { sequence: 3, hash: store.entries[2]?.hash ?? "" };
    expect(await findBreak(store)).toBe(4);
    store.head = { ...head, sequence: 6 };
    expect(await findBreak(store)).toBe(6);
    store.head = { ...head, hash: "0".repeat(64) };
    expect(await findBreak(store)).toBe(5);
  });

  test("is not broken by what is appended while it is verified", async () => {
    const store = await chainOf(5);
    const former = store.head;
    await recordFact({ store })(factNumber(6));
    let isFirst = true;
    store.findHead = async () => {
      const seen = isFirst ? former : store.head;
      isFirst = false;
      return seen;
    };
    expect(await verifyChain({ store })(1)).toEqual({
      verifiedTo: 6,
      isIntact: true,
      brokenAt: null,
      isComplete: true,
    });
  });

  test("has nothing to verify beyond its end", async () => {
    const store = await chainOf(5);
    expect(await verifyChain({ store })(6)).toMatchObject({ verifiedTo: 5, isIntact: true, isComplete: true });
    expect(await verifyChain({ store })(100)).toMatchObject({ verifiedTo: 5, isIntact: true, isComplete: true });
  });
});

describe("the daily check", () => {
  const check = (store: FakeAuditStore) => verifyNewEntries({ store })();

  test("goes on where the last one ended", async () => {
    const store = await chainOf(450);
    expect(await check(store)).toEqual({ verified: 450, brokenAt: 0 });
    const before = store.reads;
    expect(await check(store)).toEqual({ verified: 0, brokenAt: 0 });
    expect(store.reads - before).toBeLessThanOrEqual(4);
    for (let number = 451; number <= 460; number++) await recordFact({ store })(factNumber(number));
    expect(await check(store)).toEqual({ verified: 10, brokenAt: 0 });
    expect(store.verified).toEqual(store.head);
  });

  test("does nothing on an empty chain", async () => {
    expect(await check(new FakeAuditStore())).toEqual({ verified: 0, brokenAt: 0 });
  });

  test("tells a break every day until somebody looks", async () => {
    const store = await chainOf(10);
    store.entries = replace(store.entries, 6, { actorId: "x" });
    expect(await check(store)).toEqual({ verified: 6, brokenAt: 7 });
    expect(await check(store)).toEqual({ verified: 0, brokenAt: 7 });
  });

  test("shows a chain that was written anew behind it", async () => {
    const store = await chainOf(10);
    await check(store);
    const forged = new FakeAuditStore();
    for (let number = 21; number <= 32; number++) await recordFact({ store: forged })(factNumber(number));
    store.entries = forged.entries;
    store.head = forged.head;
    expect(await check(store)).toEqual({ verified: 0, brokenAt: 10 });
  });

  test("shows a chain that was cut behind it, its head with it", async () => {
    const store = await chainOf(10);
    await check(store);
    store.entries = store.entries.slice(0, 4);
    store.head = { sequence: 4, hash: store.entries[3]?.hash ?? "" };
    expect((await check(store)).brokenAt).toBeGreaterThan(0);
  });

  test("shows a head that was set back", async () => {
    const store = await chainOf(10);
    await check(store);
    store.head = { sequence: 4, hash: store.entries[3]?.hash ?? "" };
    expect(await check(store)).toEqual({ verified: 0, brokenAt: 5 });
  });
});
