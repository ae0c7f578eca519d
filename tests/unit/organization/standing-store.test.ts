import { afterAll, beforeAll, expect, test } from "vitest";
import { newOrganization } from "../../../lib/organization/create-organization.ts";
import { dynamodbOrganizationStore } from "../../../lib/organization/organization-store.dynamodb.ts";
import {
  type CountedAs,
  mostMoves,
  type OrganizationStore,
  type Standing,
} from "../../../lib/organization/organization-store.ts";
import { organizationTable } from "../../../lib/organization/table.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";

let tables: TestTables;
let store: OrganizationStore;
beforeAll(async () => {
  tables = await startTables();
  store = dynamodbOrganizationStore(tables.client, await tables.create(organizationTable));
  for (const organizationId of ["b1", "b2"]) {
    const given = {
      organizationId,
      name: "支部",
      shortName: "支部",
      kind: "staff_branch",
      establishedOn: "2020-01-01",
      termYears: 3,
      termStartedOn: "2025-01-01",
    } as const;
    const node = newOrganization(given, undefined, new Date("2026-11-21T00:00:00Z"));
    const parent = undefined;
    // Two roots would not be: the second stands below the first.
    if (organizationId === "b1") await store.insert(node, parent, { facts: [], lines: [], receipt: undefined });
    else {
      const first = await store.find("b1");
      await store.insert(node, first, { facts: [], lines: [], receipt: undefined });
    }
  }
});
afterAll(async () => tables?.stop());

const counts = async () =>
  await Promise.all(
    ["b1", "b2"].map(async (id) => {
      const { candidateCount, memberCount, fullMemberCount } = (await store.find(id)) ?? {};
      return [candidateCount, memberCount, fullMemberCount];
    }),
  );

test("takes a person from counter to counter and place to place in one write, once", async () => {
  let former: Standing | undefined;
  const steps: [string, CountedAs, number[][]][] = [
    [
      "b1",
      "candidate",
      [
        [1, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      "b1",
      "probationary_member",
      [
        [0, 1, 0],
        [0, 0, 0],
      ],
    ],
    [
      "b1",
      "full_member",
      [
        [0, 1, 1],
        [0, 0, 0],
      ],
    ],
    [
      "b2",
      "full_member",
      [
        [0, 0, 0],
        [0, 1, 1],
      ],
    ],
    [
      "b2",
      null,
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      "b1",
      "candidate",
      [
        [1, 0, 0],
        [0, 0, 0],
      ],
    ],
  ];
  for (const [index, [organizationId, countedAs, expected]] of steps.entries()) {
    const standing: Standing = { personId: "p1", organizationId, countedAs, version: index + 1 };
    expect(await store.saveStandings([{ standing, former }])).toBe(true);
    expect(await store.saveStandings([{ standing, former }])).toBe(false);
    expect(await counts()).toEqual(expected);
    expect((await store.findStandings(["p1"])).get("p1")).toEqual(standing);
    former = standing;
  }
});

test("does not count at an organisation that is not there", async () => {
  const standing: Standing = { personId: "p2", organizationId: "nowhere", countedAs: "candidate", version: 1 };
  await expect(store.saveStandings([{ standing, former: undefined }])).rejects.toThrow("missing or dissolved");
  expect((await store.findStandings(["p2"])).size).toBe(0);
});

test("moves as many people as one write takes, and none of them when one was moved meanwhile", async () => {
  const person = (index: number): Standing => {
    return { personId: `many-${index}`, organizationId: "b1", countedAs: "full_member", version: 1 };
  };
  const moves = Array.from({ length: mostMoves }, (_, index) => ({ standing: person(index), former: undefined }));
  const [before = []] = await counts();
  expect(await store.saveStandings(moves)).toBe(true);
  expect(await store.saveStandings([{ standing: person(mostMoves), former: undefined }, ...moves.slice(0, 1)])).toBe(
    false,
  );
  const away = moves.map(({ standing }) => ({
    standing: { ...standing, organizationId: "b2", version: 2 },
    former: standing,
  }));
  expect((await counts())[0]).toEqual([before[0], (before[1] ?? 0) + mostMoves, (before[2] ?? 0) + mostMoves]);
  expect(await store.saveStandings(away)).toBe(true);
  expect((await counts())[0]).toEqual(before);
});
