import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { listCountedActivities, readActivityFigures } from "../../../lib/ledger/count-held.ts";
import { ledgerYearOf } from "../../../lib/ledger/count-ledger.ts";
import type { LedgerEntry } from "../../../lib/ledger/ledger.ts";
import { dynamodbLedgerStore } from "../../../lib/ledger/ledger-store.dynamodb.ts";
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
      findYears: async (owners: readonly string[]) => ({
        counted: new Map(
          owners.flatMap((owner) => (books[owner] ? [[owner, ledgerYearOf(books[owner], owner)] as const] : [])),
        ),
        outdated: [] as string[],
      }),
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

/** The table as a release left it that did not count yet what an organisation hosted. */
const formerTable = {
  async send(command: unknown) {
    if (command instanceof QueryCommand) {
      const [, owner = ""] = String(command.input.ExpressionAttributeValues?.[":book"]).split("#");
      return { Items: (books[owner] ?? []).map((one) => ({ entry: one })) };
    }
    if (!(command instanceof BatchGetCommand)) throw new Error("nothing else is read");
    const [[tableName, wanted] = []] = Object.entries(command.input.RequestItems ?? {});
    const items = (wanted?.Keys ?? []).flatMap(({ pk }) => {
      const [, owner = ""] = String(pk).split("#");
      if (books[owner] === undefined) return [];
      const { hosted: _, ...year } = ledgerYearOf(books[owner], owner);
      return [{ owner, year, revision: 7 }];
    });
    return { Responses: { [tableName ?? ""]: items } };
  },
} as unknown as DynamoDBDocumentClient;

test("a year whose sums a former release wrote is counted from its entries, not as nothing", async () => {
  const store = dynamodbLedgerStore(formerTable, "ledger");
  const figures = await readActivityFigures({ ...parts, store })({ params: {}, query, body: undefined } as never);
  expect(figures).toMatchObject({ held: 2, due: 15, present: 13 });
});
