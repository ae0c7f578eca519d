import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nameReadingsOf } from "../../../lib/membership/name-terms.ts";
import { dynamodbPersonStore } from "../../../lib/membership/person-store.dynamodb.ts";
import type { CardList, PersonStore, StoredPerson } from "../../../lib/membership/person-store.ts";
import { stageNames } from "../../../lib/membership/stage.ts";
import { membershipTable } from "../../../lib/membership/table.ts";
import { planChange, planRegistration } from "../../../lib/membership/write-person.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { aPerson, contextOf } from "./person-fixture.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

const branches = ["b1", "b2", "b3"];
const names = ["陈晓东", "陈晓", "曾乐"];
const numbers = ["20180016", "20180017", null];
const circumstances = contextOf("organization_department_staff");

/** What several people at the same time want to make of one person. */
const wishes = fc.array(
  fc.array(
    fc.record({
      organizationId: fc.constantFrom(...branches),
      stage: fc.constantFrom(...stageNames),
      name: fc.constantFrom(...names),
      campus_id: fc.constantFrom(...numbers),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  { minLength: 1, maxLength: 4 },
);

async function everywhere(store: PersonStore): Promise<{ list: string; personId: string; card: unknown }[]> {
  const lists: CardList[] = [
    ...branches.flatMap((organizationId) =>
      [true, false].map((isEnded) => ({ by: "place", organizationId, isEnded }) as const),
    ),
    ...stageNames.map((stage) => ({ by: "stage", stage }) as const),
    ...["c", "z"].flatMap((beginning) => [
      { by: "pinyin", beginning } as const,
      { by: "initials", beginning } as const,
    ]),
    { by: "number", beginning: "20" },
  ];
  const pages = await Promise.all(
    lists.map(async (list) => ({ list, page: await store.readCards(list, { limit: 50, from: null }) })),
  );
  return pages.flatMap(({ list, page }) =>
    page.cards.map((card) => ({ list: list.by, personId: card.personId, card })),
  );
}

test("lets a person stand in one branch, one stage and once in each search, under any interleaving of changes", async () => {
  await fc.assert(
    fc.asyncProperty(wishes, async (rounds) => {
      const store = dynamodbPersonStore(tables.client, await tables.create(membershipTable));
      const person = await aPerson({ fields: { campus_id: "20180016" } });
      await store.write([planRegistration(person, circumstances)]);
      let won = 1;
      for (const round of rounds) {
        const before = (await store.find(person.personId)) as StoredPerson;
        const results = await Promise.all(
          round.map(async ({ organizationId, stage, name, campus_id }) => {
            const next = { organizationId, stage, fields: { ...before.fields, name, campus_id } };
            const write = planChange(before, next, { circumstances, source: "manual" });
            return write === undefined ? ["unchanged"] : await store.write([write]);
          }),
        );
        won += results.filter((problems) => problems.length === 0).length;
        expect(results.filter((problems) => problems.length === 0).length).toBeLessThanOrEqual(1);
      }
      const after = (await store.find(person.personId)) as StoredPerson;
      expect(after.version).toBe(won);
      const found = await everywhere(store);
      const listsByName = nameReadingsOf(after.fields.name).flatMap(() => ["pinyin", "initials"]);
      const hasNumber = after.fields.campus_id !== null;
      expect(found.map(({ list }) => list).sort()).toEqual(
        ["place", "stage", ...listsByName, ...(hasNumber ? ["number"] : [])].sort(),
      );
      for (const { card } of found) {
        expect(card).toMatchObject({
          organizationId: after.organizationId,
          stage: after.stage,
          name: after.fields.name,
        });
      }
      const { items } = await store.listLines(person.personId, { limit: 50, cursor: undefined });
      expect(items).toHaveLength(won - 1);
    }),
    { numRuns: 30 },
  );
}, 60_000);
