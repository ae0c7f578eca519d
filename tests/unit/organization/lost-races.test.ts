import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { membershipTable } from "../../../lib/membership/table.ts";
import { dynamodbOrganizationStore } from "../../../lib/organization/organization-store.dynamodb.ts";
import type { OrganizationStore } from "../../../lib/organization/organization-store.ts";
import { organizationTable } from "../../../lib/organization/table.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { joinOrganization } from "../../support/join-organization.ts";
import { type Organizations, organizationsIn } from "./organization-fixture.ts";
import { expectTree } from "./tree-properties.ts";

let tables: TestTables;
let store: OrganizationStore;
let peopleTable: string;
let others: Organizations;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = dynamodbOrganizationStore(tables.client, await tables.create(organizationTable));
  peopleTable = await tables.create(membershipTable);
  others = organizationsIn(store, peopleTable);
  await others.root();
  for (const id of ["petro", "arts"]) await others.create("cczu", id, "grassroots_committee");
  await others.create("petro", "gb1", "general_branch");
  await others.create("gb1", "b01", "student_branch");
});

/** The tree for somebody who read everything and is about to write when another one acts. */
function slowTree(act: () => Promise<unknown>): Organizations {
  const after =
    <Parts extends unknown[], Result>(write: (...parts: Parts) => Promise<Result>) =>
    async (...parts: Parts): Promise<Result> => {
      await act();
      return await write(...parts);
    };
  const slow = {
    ...store,
    insert: after(store.insert),
    rename: after(store.rename),
    move: after(store.move),
    dissolve: after(store.dissolve),
  };
  return organizationsIn(slow, peopleTable);
}

const known = ["cczu", "petro", "arts", "gb1", "b01"];
const lost = { status: 409 };

describe("moving with everything below loses to who meanwhile", () => {
  test.each<[string, () => Promise<unknown>, string[]]>([
    ["creates something below it", () => others.create("gb1", "b02", "student_branch"), ["b02"]],
    ["creates something below a subordinate", () => others.create("b01", "g01", "party_group"), ["g01"]],
    ["dissolves a subordinate", () => others.dissolve("b01", 1), []],
    ["takes a subordinate away", () => others.move("b01", 1, "arts"), []],
    [
      "takes a subordinate away and puts another in its place",
      async () => {
        await others.move("b01", 1, "arts");
        await others.create("gb1", "b02", "student_branch");
      },
      ["b02"],
    ],
    [
      "dissolves a subordinate and puts another in its place",
      async () => {
        await others.dissolve("b01", 1);
        await others.create("gb1", "b02", "student_branch");
      },
      ["b02"],
    ],
    ["renames it", () => others.rename("gb1", 1, "新总支"), []],
    ["moves it elsewhere", () => others.move("gb1", 1, "cczu"), []],
    ["dissolves the new superior", () => others.dissolve("arts", 1), []],
    ["takes the name at the new place", () => others.create("arts", "gb2", "general_branch", "组织gb1"), ["gb2"]],
  ])("%s", async (_, act, more) => {
    await expect(slowTree(act).move("gb1", 1, "arts")).rejects.toMatchObject(lost);
    await expectTree(store, [...known, ...more]);
    expect((await others.get("b01")).path).not.toContain("/arts/gb1/");
  });
});

describe("moving does not lose to who meanwhile", () => {
  test("renames a subordinate or joins it: neither changes the tree", async () => {
    const act = async () => {
      await others.rename("b01", 1, "新支部");
      await joinOrganization(store, "b01", "20180016");
    };
    expect(await slowTree(act).move("gb1", 1, "arts")).toMatchObject({ version: 2 });
    const nodes = await expectTree(store, known);
    expect(nodes.get("b01")).toMatchObject({ name: "新支部", memberCount: 1, path: "/cczu/arts/gb1/b01/", version: 2 });
  });
});

describe("dissolving loses to who meanwhile", () => {
  test.each<[string, () => Promise<unknown>, string[]]>([
    ["creates something below it", () => others.create("b01", "g01", "party_group"), ["g01"]],
    ["joins it", () => joinOrganization(store, "b01", "20180016"), []],
    ["renames it", () => others.rename("b01", 1, "新支部"), []],
    ["moves it", () => others.move("b01", 1, "arts"), []],
    ["moves its superior", () => others.move("gb1", 1, "arts"), []],
  ])("%s", async (_, act, more) => {
    await expect(slowTree(act).dissolve("b01", 1)).rejects.toMatchObject(lost);
    expect(await others.get("b01")).toMatchObject({ status: "active" });
    await expectTree(store, [...known, ...more]);
  });
});

describe("creating loses to who meanwhile", () => {
  test.each<[string, () => Promise<unknown>, string[]]>([
    ["moves the superior", () => others.move("gb1", 1, "arts"), []],
    ["dissolves the superior", () => others.dissolve("b01", 1), []],
    ["takes the name", () => others.create("b01", "g02", "party_group", "组织g01"), ["g02"]],
    ["takes the id", () => others.create("b01", "g01", "party_group", "别名"), ["g01"]],
  ])("%s", async (_, act, more) => {
    await expect(slowTree(act).create("b01", "g01", "party_group")).rejects.toMatchObject(lost);
    await expectTree(store, [...known, ...more]);
  });
});

test("renaming loses to who renames first, and to who takes the name", async () => {
  await expect(slowTree(() => others.rename("b01", 1, "甲支部")).rename("b01", 1, "乙支部")).rejects.toMatchObject({
    code: "conflict",
    options: { currentVersion: 2 },
  });
  const takes = () => others.create("gb1", "b02", "student_branch", "乙支部");
  await expect(slowTree(takes).rename("b01", 2, "乙支部")).rejects.toMatchObject({
    options: { reasonCode: "sibling_name_taken" },
  });
  await expectTree(store, [...known, "b02"]);
});
