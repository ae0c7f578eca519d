import { GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { membershipTable } from "../../../lib/membership/table.ts";
import { maximumFollowers } from "../../../lib/organization/move-organization.ts";
import type { Organization } from "../../../lib/organization/organization.ts";
import { dynamodbOrganizationStore } from "../../../lib/organization/organization-store.dynamodb.ts";
import { organizationTable } from "../../../lib/organization/table.ts";
import { findAnswer, openReceipt } from "../../../lib/runtime/receipt.ts";
import { encodeCursor } from "../../../lib/shared/page.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { context, moment, type Organizations, organizationsIn } from "./organization-fixture.ts";
import { expectHistory, expectTree, step, take } from "./tree-properties.ts";

let tables: TestTables;
let tableName: string;
let tree: Organizations;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const newTree = async () => {
  tableName = await tables.create(organizationTable);
  const peopleTable = await tables.create(membershipTable);
  tree = organizationsIn(dynamodbOrganizationStore(tables.client, tableName), peopleTable);
  await tree.root();
};
beforeEach(newTree);

const refusal = (reasonCode: string) => ({ code: "refused", options: { reasonCode } });
const item = async (organizationId: string) => {
  const Key = { pk: `ORG#${organizationId}`, sk: "NODE" };
  return (await tables.client.send(new GetCommand({ TableName: tableName, Key }))).Item;
};

describe("what is written", () => {
  test("reads back as it was answered", async () => {
    const node = await tree.create("cczu", "petro", "grassroots_committee", "石油化工学院党委");
    expect(await tree.get("petro")).toEqual(node);
    expect(await tree.store.findPath("petro")).toBe("/cczu/petro/");
    expect(await tree.store.findName("petro")).toBe("石油化工学院党委");
    expect(await tree.store.findRootId()).toBe("cczu");
    expect(await tree.store.find("nowhere")).toBeUndefined();
    expect(await tree.store.findPath("nowhere")).toBeUndefined();
  });

  test("carries the facts of this write and no others", async () => {
    await tree.create("cczu", "petro", "grassroots_committee");
    const ids = async () => {
      const { events } = (await item("petro")) ?? {};
      return (events as { id: string }[]).map(({ id }) => id);
    };
    expect(await ids()).toEqual(["OrganizationCreated/petro/1"]);
    await tree.rename("petro", 1, "新党委");
    expect(await ids()).toEqual(["OrganizationRenamed/petro/2"]);
    await tree.create("petro", "b01", "student_branch");
    expect(await ids()).toEqual(["OrganizationRenamed/petro/2"]);
  });

  test("leaves no name behind that nobody bears", async () => {
    await tree.create("cczu", "petro", "grassroots_committee", "甲党委");
    await tree.create("cczu", "arts", "grassroots_committee", "乙党委");
    await tree.create("petro", "b01", "student_branch", "丙支部");
    await tree.rename("b01", 1, "丁支部");
    await tree.move("b01", 2, "arts");
    await tree.dissolve("b01", 3);
    const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: tableName }));
    const names = Items.filter(({ sk }) => String(sk).startsWith("NAME#")).map(({ sk }) => sk);
    expect(names.sort()).toEqual(["NAME#乙党委", "NAME#甲党委"].sort());
  });

  test("keeps the receipt together with the change, and neither of them without the other", async () => {
    const receipt = openReceipt("staff-1", "key-00000001", { name: "甲" }, moment);
    const find = () => findAnswer(tables.client, tableName, receipt);
    const create = (id: string, name: string) =>
      tree.create("cczu", id, "grassroots_committee", name, { ...context, receipt });
    await tree.create("cczu", "petro", "grassroots_committee", "甲党委");
    await expect(create("arts", "甲党委")).rejects.toMatchObject(refusal("sibling_name_taken"));
    expect(await find()).toBeUndefined();
    const node = await create("arts", "乙党委");
    expect(await find()).toEqual({ answer: node });
    await expect(create("law", "丙党委")).rejects.toThrow();
    expect(await tree.store.find("law")).toBeUndefined();
  });
});

describe("lists", () => {
  beforeEach(async () => {
    await tree.create("cczu", "petro", "grassroots_committee");
    await tree.create("cczu", "petro-x", "grassroots_committee");
    for (let number = 1; number <= 7; number++) await tree.create("petro", `b${number}x`, "student_branch");
    await tree.dissolve("b3x", 1);
  });

  async function walk(status: "active" | "dissolved" | "all", limit: number): Promise<string[]> {
    const root = await tree.get("petro");
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await tree.store.listSubtree({ root, status, limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      found.push(...page.items.map(({ organizationId }) => organizationId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  test.each([1, 2, 3, 100])("give every organisation of the subtree once, %i at a time", async (limit) => {
    expect(await walk("active", limit)).toEqual(["petro", "b1x", "b2x", "b4x", "b5x", "b6x", "b7x"]);
    expect(await walk("dissolved", limit)).toEqual(["b3x"]);
    expect(await walk("all", limit)).toHaveLength(8);
  });

  const from = async (key: Record<string, string>) => {
    const root = await tree.get("petro");
    const cursor = encodeCursor("organizations:petro:all", key);
    return await tree.store.listSubtree({ root, status: "all", limit: 100, cursor });
  };
  const place = { pk: "ORG#a", sk: "NODE", tree: "cczu" };

  test.each([
    ["another key", { pk: "x" }],
    ["no key", {}],
    ["more than a key", { ...place, path: "/cczu/petro/", more: "x" }],
  ] as [string, Record<string, string>][])(
    "refuse a cursor that was changed to %s as the caller's fault",
    async (_, key) => {
      await expect(from(key)).rejects.toMatchObject({ code: "malformed_request" });
    },
  );

  test.each(["/", "/cczu/", "/cczu/petro/b5x/", "/cczu/zzz/", "/zzz/"])(
    "lead nowhere beyond the subtree with a cursor that was changed to %s",
    async (path) => {
      const { items } = await from({ ...place, path });
      expect(items.filter((node) => !node.path.startsWith("/cczu/petro/"))).toEqual([]);
    },
  );
});

test(`moves ${maximumFollowers} subordinates in one transaction, with a receipt`, async () => {
  await tree.create("cczu", "petro", "grassroots_committee");
  await tree.create("cczu", "arts", "grassroots_committee");
  await tree.create("petro", "b01", "student_branch");
  for (let number = 1; number <= maximumFollowers; number++) await tree.create("b01", `g${number}x`, "party_group");
  const node = await tree.move("b01", 1, "arts");
  expect(await tree.store.listDescendants(node)).toHaveLength(maximumFollowers);
  expect((await tree.get(`g${maximumFollowers}x`)).path).toBe(`/cczu/arts/b01/g${maximumFollowers}x/`);
});

describe("in parallel", () => {
  const settle = async (runs: Promise<Organization>[]) => {
    const results = await Promise.allSettled(runs);
    return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  };

  test("one of ten creators of a name wins, one of ten changes of a version", async () => {
    const created = await settle(
      Array.from({ length: 10 }, (_, index) => tree.create("cczu", `org-${index}`, "grassroots_committee", "甲党委")),
    );
    expect(created).toHaveLength(1);
    const id = created[0]?.organizationId ?? "";
    const renamed = await settle(Array.from({ length: 10 }, (_, index) => tree.rename(id, 1, `名称${index}`)));
    expect(renamed).toHaveLength(1);
    expect(await tree.get(id)).toMatchObject({ name: renamed[0]?.name, version: 2 });
    await expectTree(tree.store, ["cczu", id]);
  });

  test("two moves below each other make no cycle", async () => {
    await tree.create("cczu", "one", "grassroots_committee");
    await tree.create("one", "gb1", "general_branch");
    await tree.create("cczu", "gb2", "general_branch");
    await tree.create("gb2", "b02", "student_branch");
    await settle([tree.move("gb2", 1, "one"), tree.move("b02", 1, "gb1"), tree.move("gb1", 1, "cczu")]);
    await expectTree(tree.store, ["cczu", "one", "gb1", "gb2", "b02"]);
  });

  test("nobody comes into what is being dissolved or moved away", async () => {
    await tree.create("cczu", "petro", "grassroots_committee");
    await tree.create("cczu", "arts", "grassroots_committee");
    await tree.create("petro", "gb1", "general_branch");
    const made = await settle([
      tree.move("gb1", 1, "arts"),
      tree.create("gb1", "b01", "student_branch"),
      tree.create("gb1", "b02", "student_branch"),
      tree.dissolve("petro", 1),
    ]);
    const ids = new Set(["cczu", "petro", "arts", "gb1", ...made.map(({ organizationId }) => organizationId)]);
    await expectTree(tree.store, [...ids]);
  });
});

test("any sequence of changes keeps the tree a tree", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      await newTree();
      const ids = ["cczu"];
      const written = [await tree.get("cczu")];
      for (const [index, taken] of steps.entries()) {
        const node = await take(tree, ids, taken, `org-${index}`);
        if (node !== undefined) written.push(node);
      }
      expectHistory(written, await expectTree(tree.store, ids));
    }),
    { numRuns: 8 },
  );
});

test("any interleaving of changes keeps the tree a tree and each version the work of one", {
  timeout: 60_000,
}, async () => {
  const rounds = fc.array(fc.array(step, { minLength: 2, maxLength: 6 }), { minLength: 4, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 12 }), rounds, async (before, parallel) => {
      await newTree();
      const ids = ["cczu"];
      const written = [await tree.get("cczu")];
      const keep = (nodes: (Organization | undefined)[]) => written.push(...nodes.filter((node) => node !== undefined));
      for (const [index, taken] of before.entries()) keep([await take(tree, ids, taken, `org-${index}`)]);
      for (const [round, steps] of parallel.entries()) {
        const seen = [...ids];
        keep(
          await Promise.all(
            steps.map(async (taken, index) => {
              const node = await take(tree, [...seen], taken, `par-${round}-${index}`);
              if (node !== undefined && taken.do === "create") ids.push(node.organizationId);
              return node;
            }),
          ),
        );
      }
      expectHistory(written, await expectTree(tree.store, ids));
    }),
    { numRuns: 10 },
  );
});
