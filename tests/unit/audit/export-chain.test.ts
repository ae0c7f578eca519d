import { describe, expect, test } from "vitest";
import type { AuditArchive } from "../../../lib/audit/audit-archive.ts";
import { hashOf, type StoredAuditEntry } from "../../../lib/audit/audit-entry.ts";
import { verifyEverything } from "../../../lib/audit/compare-archive.ts";
import { exportChain } from "../../../lib/audit/export-chain.ts";
import { recordFacts } from "../../../lib/audit/record-facts.ts";
import { factNumber } from "./audit-fixture.ts";
import { FakeAuditStore } from "./fake-audit-store.ts";

/** A chain with an archive of memory, which keeps what it has as a locked bucket does. */
async function given(length: number) {
  const store = new FakeAuditStore();
  const stretches: StoredAuditEntry[][] = [];
  const archive: AuditArchive = {
    async put(entries) {
      stretches.push([...entries]);
    },
    async *readAll() {
      yield* stretches;
    },
  };
  let made = 0;
  const grow = async (by: number) => {
    const facts = Array.from({ length: by }, () => factNumber(++made));
    for (let start = 0; start < by; start += 40) await recordFacts({ store })(facts.slice(start, start + 40));
  };
  await grow(length);
  return { store, stretches, grow, run: exportChain({ store, archive }), verify: verifyEverything({ store, archive }) };
}

/** The whole chain from an entry on, made anew as somebody with all rights on the table could. */
async function rewrite(store: FakeAuditStore, from: number): Promise<void> {
  let previousHash = store.entries[from - 2]?.hash ?? store.entries[0]?.previousHash ?? "";
  for (const [index, entry] of store.entries.entries()) {
    if (entry.sequence < from) continue;
    const content = { ...entry, actorId: "somebody-else", previousHash };
    const hash = await hashOf(content);
    store.entries[index] = { ...content, hash };
    previousHash = hash;
  }
  store.head = { sequence: store.head.sequence, hash: previousHash };
}

describe("the copy of the audit chain", () => {
  test("takes every entry once, in stretches, and goes on where it ended", async () => {
    const { run, grow, stretches } = await given(1_100);
    expect(await run()).toEqual({ exported: 1_100, brokenAt: 0 });
    expect(stretches.map((one) => one.length)).toEqual([500, 500, 100]);
    expect(await run()).toEqual({ exported: 0, brokenAt: 0 });
    await grow(3);
    expect(await run()).toEqual({ exported: 3, brokenAt: 0 });
    expect(stretches.flat().map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1_103 }, (_, i) => i + 1));
  });

  test("after a run that was cut off holds a stretch twice, which is no break", async () => {
    const { run, store, verify } = await given(5);
    await run();
    store.exported = { sequence: 2, hash: store.entries[1]?.hash ?? "" };
    expect(await run()).toEqual({ exported: 3, brokenAt: 0 });
    expect(await verify()).toEqual({ verified: 5, compared: 8, brokenAt: null });
  });

  test("gives a chain away that was made anew as a whole, which the chain alone cannot", async () => {
    const { run, store, verify, grow } = await given(10);
    await run();
    expect(await verify()).toEqual({ verified: 10, compared: 10, brokenAt: null });
    await rewrite(store, 4);
    expect(await verify()).toEqual({ verified: 10, compared: 3, brokenAt: 4 });
    await grow(1);
    expect(await run()).toEqual({ exported: 1, brokenAt: 11 });
  });

  test("is of no use for a chain that does not fit in itself", async () => {
    const { run, store, verify } = await given(6);
    await run();
    const [, second] = store.entries;
    if (second !== undefined) store.entries[1] = { ...second, action: "Other" };
    expect(await verify()).toMatchObject({ verified: 1, compared: 0, brokenAt: 2 });
  });
});
