import { beforeEach, describe, expect, test } from "vitest";
import type { Organization } from "../../../lib/organization/organization.ts";
import { openReceipt } from "../../../lib/runtime/receipt.ts";
import { FakeOrganizationStore } from "../../support/fake-organization-store.ts";
import { joinOrganization } from "../../support/join-organization.ts";
import { context, moment, type Organizations, organizationsIn } from "./organization-fixture.ts";

let store: FakeOrganizationStore;
let tree: Organizations;

beforeEach(async () => {
  store = new FakeOrganizationStore();
  tree = organizationsIn(store);
  await tree.root();
  await tree.create("cczu", "petro", "grassroots_committee", "石油化工学院党委");
  await tree.create("cczu", "arts", "grassroots_committee", "艺术学院党委");
  await tree.create("petro", "b01", "student_branch", "第一党支部");
  store.facts.length = 0;
});

const refusal = (reasonCode: string) => ({ code: "refused", options: { reasonCode } });
const put = (organizationId: string, fields: Partial<Organization>) => {
  const node = store.nodes.get(organizationId);
  if (node !== undefined) store.nodes.set(organizationId, { ...node, ...fields });
};

describe("creating", () => {
  test("puts an active organisation of version 1 below its superior and tells the fact", async () => {
    const node = await tree.create("petro", "b02", "staff_branch", "第二党支部");
    expect(node).toMatchObject({
      organizationId: "b02",
      parentId: "petro",
      path: "/cczu/petro/b02/",
      status: "active",
      version: 1,
      childCount: 0,
      memberCount: 0,
      createdAt: moment.toISOString(),
      updatedAt: moment.toISOString(),
    });
    expect(await tree.get("b02")).toEqual(node);
    expect((await tree.get("petro")).childCount).toBe(2);
    expect(store.facts).toEqual([
      {
        id: "OrganizationCreated/b02/1",
        name: "OrganizationCreated",
        source: "dangjian.organization",
        version: 1,
        at: moment.toISOString(),
        correlationId: "request-1",
        actor: "staff-1",
        subject: { kind: "organization", id: "b02" },
        organizationId: "b02",
        data: { version: 1, parentId: "petro", kind: "staff_branch" },
      },
    ]);
  });

  test("makes an id when none is given", async () => {
    expect((await tree.create("petro", undefined, "staff_branch", "某支部")).organizationId).toMatch(/^org-new\d+$/);
  });

  test("keeps the answer under the receipt of the request", async () => {
    const receipt = openReceipt("staff-1", "key-00000001", {}, moment);
    const node = await tree.create("petro", "b02", "staff_branch", "乙支部", { ...context, receipt });
    expect(store.receipts.get(receipt.key.pk)).toEqual(node);
  });

  test("is refused below nothing", async () => {
    await expect(tree.create("nowhere", "b02", "staff_branch")).rejects.toMatchObject({
      code: "validation_failed",
      options: { errors: [{ field: "body.parentId" }] },
    });
  });

  test.each([
    ["an id that is taken", () => tree.create("arts", "b01", "staff_branch", "别名"), "id_taken"],
    ["the id of its own superior", () => tree.create("arts", "arts", "staff_branch", "别名"), "id_taken"],
    ["a sibling's name", () => tree.create("petro", "b02", "staff_branch", "第一 党支部"), "sibling_name_taken"],
    ["a kind that may not stand there", () => tree.create("b01", "x1", "staff_branch"), "kind_not_allowed_here"],
    ["anything below a group", () => tree.create("g01", "x1", "party_group"), "kind_not_allowed_here"],
  ])("is refused for %s", async (_, act, reasonCode) => {
    await tree.create("b01", "g01", "party_group");
    await expect(act()).rejects.toMatchObject(refusal(reasonCode));
  });

  test("is refused below what is dissolved", async () => {
    await tree.dissolve("arts", 1);
    await expect(tree.create("arts", "x1", "staff_branch")).rejects.toMatchObject(refusal("parent_dissolved"));
  });

  test("is refused when the superior was moved or dissolved between reading and writing", async () => {
    store.beforeWrite = () => put("petro", { path: "/cczu/arts/petro/" });
    await expect(tree.create("petro", "b02", "staff_branch")).rejects.toMatchObject(refusal("parent_changed"));
    store.beforeWrite = () => put("arts", { status: "dissolved" });
    await expect(tree.create("arts", "b02", "staff_branch")).rejects.toMatchObject(refusal("parent_changed"));
  });

  test("allows the name of an organisation elsewhere", async () => {
    expect(await tree.create("arts", "a01", "student_branch", "第一党支部")).toMatchObject({ version: 1 });
  });
});

describe("the root", () => {
  test("comes into being once", async () => {
    const empty = organizationsIn(new FakeOrganizationStore());
    expect(await empty.root()).toBe("created");
    expect(await empty.root()).toBe("present");
    expect(await empty.root("other")).toBe("present");
    expect(await empty.get("cczu")).toMatchObject({ parentId: null, path: "/cczu/" });
  });

  test("can be renamed, but neither moved nor dissolved", async () => {
    expect((await tree.rename("cczu", 1, "中共新大学委员会")).version).toBe(2);
    await expect(tree.move("cczu", 2, "petro")).rejects.toMatchObject(refusal("root_stays"));
    await expect(tree.dissolve("cczu", 2)).rejects.toMatchObject(refusal("root_stays"));
  });
});

describe("every change", () => {
  const changes: [string, (organizationId: string, version: number) => Promise<Organization>][] = [
    ["renaming", (id, version) => tree.rename(id, version, "新名称")],
    ["moving", (id, version) => tree.move(id, version, "arts")],
    ["dissolving", (id, version) => tree.dissolve(id, version)],
  ];

  test.each(changes)("%s needs an organisation that exists", async (_, change) => {
    await expect(change("nowhere", 1)).rejects.toMatchObject({ code: "not_found" });
  });

  test.each(changes)("%s needs the version that is stored", async (_, change) => {
    await expect(change("b01", 2)).rejects.toMatchObject({ code: "conflict", options: { currentVersion: 1 } });
    expect(store.facts).toEqual([]);
  });

  test.each(changes)("%s loses to who was faster, and says which version there is now", async (_, change) => {
    store.beforeWrite = () => put("b01", { version: 5 });
    await expect(change("b01", 1)).rejects.toMatchObject({ code: "conflict", options: { currentVersion: 5 } });
    expect(store.facts).toEqual([]);
  });

  test.each(changes)("%s is refused for what is dissolved", async (_, change) => {
    await tree.dissolve("b01", 1);
    await expect(change("b01", 2)).rejects.toMatchObject(refusal("already_dissolved"));
  });
});

describe("renaming", () => {
  test("gives the next version and tells the former name", async () => {
    const after = await tree.rename("b01", 1, "新支部", "新");
    expect(after).toMatchObject({ name: "新支部", shortName: "新", version: 2 });
    expect(store.facts).toMatchObject([
      { id: "OrganizationRenamed/b01/2", data: { version: 2, formerName: "第一党支部", name: "新支部" } },
    ]);
  });

  test("frees the former name and takes the new one", async () => {
    await tree.rename("b01", 1, "新支部");
    expect(await tree.create("petro", "b02", "staff_branch", "第一党支部")).toBeDefined();
    await expect(tree.rename("b02", 1, "新 支部")).rejects.toMatchObject(refusal("sibling_name_taken"));
  });

  test("lets an organisation change the writing of its own name", async () => {
    expect((await tree.rename("b01", 1, "第一 党支部")).name).toBe("第一 党支部");
  });

  test("does not undo a count that changed meanwhile", async () => {
    store.beforeWrite = () => put("petro", { childCount: 9 });
    await tree.rename("petro", 1, "新党委");
    expect((await tree.get("petro")).childCount).toBe(9);
  });
});

describe("moving", () => {
  test("takes everything below along and tells both places", async () => {
    await tree.create("b01", "g01", "party_group");
    store.facts.length = 0;
    expect(await tree.move("b01", 1, "arts")).toMatchObject({ parentId: "arts", path: "/cczu/arts/b01/", version: 2 });
    expect((await tree.get("g01")).path).toBe("/cczu/arts/b01/g01/");
    expect((await tree.get("g01")).version).toBe(1);
    expect([(await tree.get("petro")).childCount, (await tree.get("arts")).childCount]).toEqual([0, 1]);
    expect(store.facts).toMatchObject([
      {
        id: "OrganizationMoved/b01/2",
        data: {
          version: 2,
          formerParentId: "petro",
          parentId: "arts",
          formerPath: "/cczu/petro/b01/",
          path: "/cczu/arts/b01/",
        },
      },
    ]);
  });

  test.each([
    ["to where it stands", () => tree.move("b01", 1, "petro"), "already_there"],
    ["below itself", () => tree.move("petro", 1, "petro"), "would_make_cycle"],
    ["below its own subordinate", () => tree.move("petro", 1, "b01"), "would_make_cycle"],
    ["below a kind that may not carry it", () => tree.move("arts", 1, "petro"), "kind_not_allowed_here"],
  ])("is refused %s", async (_, act, reasonCode) => {
    await expect(act()).rejects.toMatchObject(refusal(reasonCode));
  });

  test("is refused to nowhere, to what is dissolved and to where the name is taken", async () => {
    await expect(tree.move("b01", 1, "nowhere")).rejects.toMatchObject({ code: "validation_failed" });
    await tree.create("arts", "a01", "student_branch", "第一党支部");
    await expect(tree.move("b01", 1, "arts")).rejects.toMatchObject(refusal("sibling_name_taken"));
    await tree.dissolve("a01", 1);
    await tree.dissolve("arts", 1);
    await expect(tree.move("b01", 1, "arts")).rejects.toMatchObject(refusal("parent_dissolved"));
  });

  test("is a conflict while the list of subordinates lags behind, so that none keeps its old path", async () => {
    await tree.create("b01", "g01", "party_group");
    store.unlisted.add("g01");
    await expect(tree.move("b01", 1, "arts")).rejects.toMatchObject({ code: "conflict" });
    expect((await tree.get("b01")).path).toBe("/cczu/petro/b01/");
    store.unlisted.clear();
    expect(await tree.move("b01", 1, "arts")).toMatchObject({ version: 2 });
  });

  test("takes dissolved subordinates along too", async () => {
    await tree.create("b01", "g01", "party_group");
    await tree.dissolve("g01", 1);
    await tree.move("b01", 1, "arts");
    expect(await tree.get("g01")).toMatchObject({ path: "/cczu/arts/b01/g01/", status: "dissolved" });
  });
});

describe("dissolving", () => {
  test("keeps the organisation readable, with the day in China and the reason", async () => {
    expect(await tree.dissolve("b01", 1, "毕业")).toMatchObject({
      status: "dissolved",
      version: 2,
      dissolvedOn: "2026-11-21",
      dissolvedReason: "毕业",
    });
    expect((await tree.get("petro")).childCount).toBe(0);
    expect(store.facts).toMatchObject([
      { id: "OrganizationDissolved/b01/2", data: { version: 2, formerParentId: "petro" } },
    ]);
  });

  test("frees the name", async () => {
    await tree.dissolve("b01", 1);
    expect(await tree.create("petro", "b02", "student_branch", "第一党支部")).toBeDefined();
  });

  test("is refused while somebody or something is inside", async () => {
    await expect(tree.dissolve("petro", 1)).rejects.toMatchObject(refusal("has_children"));
    await joinOrganization(store, "b01", "20180016");
    await expect(tree.dissolve("b01", 1)).rejects.toMatchObject(refusal("has_members"));
  });

  test("loses to somebody who came in meanwhile", async () => {
    store.beforeWrite = () => put("b01", { memberCount: 1 });
    await expect(tree.dissolve("b01", 1)).rejects.toMatchObject({ code: "conflict" });
  });
});
