import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { carryFollowers } from "../../../lib/organization/carry-followers.ts";
import { maximumFollowers } from "../../../lib/organization/move-organization.ts";
import { dynamodbOrganizationStore } from "../../../lib/organization/organization-store.dynamodb.ts";
import type { OrganizationStore } from "../../../lib/organization/organization-store.ts";
import { organizationTable } from "../../../lib/organization/table.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { type Organizations, organizationsIn } from "./organization-fixture.ts";

let tables: TestTables;
let store: OrganizationStore;
let tree: Organizations;
const count = maximumFollowers + 6;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

beforeEach(async () => {
  store = dynamodbOrganizationStore(tables.client, await tables.create(organizationTable));
  tree = organizationsIn(store);
  await tree.root();
  for (const id of ["petro", "arts"]) await tree.create("cczu", id, "grassroots_committee");
  await tree.create("petro", "gen", "general_branch");
  await Promise.all(Array.from({ length: count }, (_, index) => tree.create("gen", `b${index}x`, "student_branch")));
  await tree.create("b0x", "g01", "party_group");
});

const carry = (over: Partial<OrganizationStore> = {}) =>
  carryFollowers({ store: { ...store, ...over }, wait: async () => {} })("gen", 2);
const pathsBelow = async () => (await store.listDescendants(await tree.get("gen"))).map(({ path }) => path);

describe("a large move", () => {
  test("takes the node at once and everybody below it behind it", async () => {
    await tree.move("gen", 1, "arts");
    expect(await store.findPath("b0x")).toBe("/cczu/petro/gen/b0x/");
    expect(await carry()).toBe("done");
    expect(await store.findPath("g01")).toBe("/cczu/arts/gen/b0x/g01/");
    expect(await pathsBelow()).toHaveLength(count + 1);
    expect(await carry()).toBe("already_done");
  });

  test("goes on after a cut, and takes along what grew below a former path meanwhile", async () => {
    await tree.move("gen", 1, "arts");
    let left = 7;
    const cut = {
      carryFollower: async (follower: Parameters<OrganizationStore["carryFollower"]>[0]) => {
        if (left-- <= 0) throw new Error("cut off");
        await store.carryFollower(follower);
      },
    };
    await expect(carry(cut)).rejects.toThrow("cut off");
    await tree.create(`b${count - 1}x`, "late", "party_group");
    expect(await carry()).toBe("done");
    expect(await pathsBelow()).toHaveLength(count + 2);
  });

  test("keeps a second one waiting, and itself too while followers are on the way", async () => {
    await tree.move("gen", 1, "arts");
    await expect(tree.move("gen", 2, "petro")).rejects.toMatchObject({ code: "conflict" });
    await carry();
    expect(await tree.move("gen", 2, "petro")).toMatchObject({ path: "/cczu/petro/gen/", version: 3 });
    await tree.create("cczu", "law", "grassroots_committee");
    await tree.create("law", "gen2", "general_branch");
    await Promise.all(Array.from({ length: count }, (_, index) => tree.create("gen2", `c${index}x`, "student_branch")));
    await expect(tree.move("gen2", 1, "arts")).rejects.toMatchObject({ options: { reasonCode: "move_running" } });
  });
});
