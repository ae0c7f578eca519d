import { describe, expect, test } from "vitest";
import { recountReceipts } from "../../../lib/message/recount-receipts.ts";
import { rollUpReceipts, totalOf } from "../../../lib/message/roll-up-receipts.ts";
import { seededRandom } from "../../../local/seeded-random.ts";
import { fakeReceiptStore } from "./fake-receipt-store.ts";

const messageId = "0mh000000-00000000000000000000";

const schools = 25;
const branchesPerSchool = 40;
const parents = new Map<string, string | null>([["root", null]]);
for (let school = 0; school < schools; school++) {
  parents.set(`s${school}`, "root");
  for (let branch = 0; branch < branchesPerSchool; branch++) parents.set(`s${school}-b${branch}`, `s${school}`);
}
const branches = [...parents.keys()].filter((id) => id.includes("-b"));

const isBelow = (id: string, above: string): boolean => {
  for (let at: string | null | undefined = id; at != null; at = parents.get(at)) if (at === above) return true;
  return false;
};

function world(pause?: () => void) {
  const fake = fakeReceiptStore(pause);
  const tree = {
    findPlace: async (id: string) => (parents.has(id) ? { parentId: parents.get(id) ?? null } : undefined),
  };
  const rollUp = rollUpReceipts({ store: fake.store, tree });
  const recount = (node: string) => {
    const places = fake.places().filter((id) => isBelow(id, node));
    const counts = places.map(fake.countAt);
    return {
      read: counts.reduce((sum, { read }) => sum + read, 0),
      confirmed: counts.reduce((sum, { confirmed }) => sum + confirmed, 0),
    };
  };
  return { ...fake, rollUp: (ids: Iterable<string>) => rollUp(messageId, ids), recount };
}

const reading = (recipientId: string, organizationId: string, confirmedAt: string | null = null) => {
  return { messageId, recipientId, organizationId, readAt: "2026-11-22T01:00:00.000Z", confirmedAt };
};

describe("the roll-up of receipts", () => {
  test("equals a recount at every node for 50,000 people, after duplicates, disorder, cut tries and moves", async () => {
    const random = seededRandom(20_261_122);
    let isFailing = false;
    const { store, rollUp, tallyOf, recount } = world(() => {
      if (isFailing && random() < 0.02) throw new Error("cut short");
    });
    const deliveries: string[] = [];
    for (let person = 0; person < 50_000; person++) {
      const branch = branches[Math.floor(random() * branches.length)] ?? "";
      await store.begin(reading(`p${person}`, branch));
      // Somebody who opens it again, or at another branch after a move, is counted once all the same.
      if (random() < 0.1) await store.begin(reading(`p${person}`, branches[person % branches.length] ?? ""));
      deliveries.push(branch);
      if (random() < 0.4) {
        await store.confirm(reading(`p${person}`, branch, "2026-11-22T02:00:00.000Z"));
        deliveries.push(branch);
      }
      if (random() < 0.05) deliveries.push(branch);
    }
    deliveries.sort(() => random() - 0.5);

    isFailing = true;
    const batches: string[][] = [];
    for (let start = 0; start < deliveries.length; start += 1_000) batches.push(deliveries.slice(start, start + 1_000));
    while (batches.length > 0) {
      const batch = batches.shift() ?? [];
      // What fails comes back in halves, as the stream does it; late ones come after newer ones.
      await rollUp(batch).catch(() => {
        const middle = Math.ceil(batch.length / 2);
        batches.push(...(batch.length > 1 ? [batch.slice(0, middle), batch.slice(middle)] : [batch]));
      });
    }
    for (const node of parents.keys()) expect(totalOf(tallyOf(node)), node).toEqual(recount(node));
    expect(totalOf(tallyOf("root")).read).toBe(50_000);
  });

  test("takes the numbers of a school along that was moved", async () => {
    const { store, rollUp, tallyOf } = world();
    await store.begin(reading("p1", "s0-b0"));
    await rollUp(["s0-b0"]);
    parents.set("s0-b0", "s1");
    await rollUp(["s0-b0"]);
    parents.set("s0-b0", "s0");
    expect(totalOf(tallyOf("s0"))).toEqual({ read: 0, confirmed: 0 });
    expect(totalOf(tallyOf("s1"))).toEqual({ read: 1, confirmed: 0 });
    expect(totalOf(tallyOf("root"))).toEqual({ read: 1, confirmed: 0 });
  });

  test("is put right by a recount, which changes nothing the second time", async () => {
    const { store, tallyOf } = world();
    for (let person = 0; person < 20; person++) await store.begin(reading(`p${person}`, `s${person % 2}-b1`));
    const recount = recountReceipts({
      store,
      tree: { findPlace: async (id) => ({ parentId: parents.get(id) ?? null }) },
      listOrganizations: async () =>
        [...parents.keys()].map((organizationId) => ({ organizationId, path: organizationId })),
    });
    expect(await recount(messageId)).toEqual({ organizations: parents.size, corrected: 5 });
    expect(totalOf(tallyOf("root")).read).toBe(20);
    expect((await recount(messageId)).corrected).toBe(0);
  });

  test("gives up loudly where an organisation is unknown", async () => {
    const { store, rollUp } = world();
    await store.begin(reading("p1", "nowhere"));
    await expect(rollUp(["nowhere"])).rejects.toThrow("missing");
  });

  test("two workers at once never count anybody twice", async () => {
    const { store, rollUp, tallyOf } = world();
    for (let person = 0; person < 60; person++)
      await store.begin(reading(`p${person}`, `s${person % 3}-b${person % 7}`));
    const ids = [...new Set(Array.from({ length: 60 }, (_, person) => `s${person % 3}-b${person % 7}`))];
    await Promise.all([rollUp(ids), rollUp([...ids].reverse()), rollUp(ids.slice(0, 9))]);
    expect(totalOf(tallyOf("root")).read).toBe(60);
  });
});
