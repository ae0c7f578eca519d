import { expect, test } from "vitest";
import { listCountedActivities, readActivityFigures } from "../../../lib/ledger/count-held.ts";
import { ledgerYearOf } from "../../../lib/ledger/count-ledger.ts";
import type { LedgerEntry } from "../../../lib/ledger/ledger.ts";
import type { LedgerStore } from "../../../lib/ledger/ledger-store.ts";
import type { LedgerDirectory } from "../../../lib/ledger/read-ledger.ts";

const entry = (activityId: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  activityId,
  version: 3,
  kind: "party_lesson",
  alsoKinds: [],
  title: activityId,
  day: "2026-03-10",
  state: "filed",
  hostOrganizationId: "b1",
  due: 10,
  present: 8,
  isQuorate: null,
  corrections: 0,
  ...more,
});
const joint = entry("joint", { alsoKinds: ["theme_party_day"] });
const books: Readonly<Record<string, LedgerEntry[]>> = {
  b1: [joint, entry("open", { state: "recorded" })],
  b2: [joint, entry("own", { hostOrganizationId: "b2", day: "2026-02-01", due: 5, present: 5 })],
};
const tree = ["top", "b1", "b2"].map((organizationId) => ({
  organizationId,
  parentId: null,
  shortName: `支部${organizationId}`,
  kind: "staff_branch",
}));
const parts = {
  store: {
    organizations: {
      listEntries: async ({ owner }: { owner: string }) => [...(books[owner] ?? [])],
      findYears: async (owners: readonly string[]) =>
        new Map(owners.flatMap((owner) => (books[owner] ? [[owner, ledgerYearOf(books[owner], owner)] as const] : []))),
    },
  } as unknown as LedgerStore,
  directory: {
    // One organisation a page.
    listSubtree: async ({ cursor = "0" }: { cursor: string | undefined }) => ({
      items: tree.slice(Number(cursor), Number(cursor) + 1),
      nextCursor: Number(cursor) + 1 < tree.length ? String(Number(cursor) + 1) : null,
    }),
  } as unknown as LedgerDirectory,
};
const query = { organizationId: "top", year: 2026 };

test("a joint activity counts once in the figures of a subtree, under each of its kinds; what is not filed counts nowhere", async () => {
  const figures = await readActivityFigures(parts)({ params: {}, query, body: undefined } as never);
  expect(figures).toEqual({
    ...query,
    held: 2,
    due: 15,
    present: 13,
    kinds: [
      { kind: "party_lesson", held: 2, due: 15, present: 13 },
      { kind: "theme_party_day", held: 1, due: 10, present: 8 },
    ],
  });
});

test("the list behind a number names as many activities as the number says", async () => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCountedActivities(parts)({
      params: {},
      query: { ...query, kind: "party_lesson", limit: 25, cursor },
      body: undefined,
    } as never);
    found.push(...page.items.map(({ activityId, organizationName }) => `${organizationName} ${activityId}`));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(found).toEqual(["支部b1 joint", "支部b2 own"]);
});
