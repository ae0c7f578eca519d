import { beforeEach, describe, expect, test } from "vitest";
import { getOrganization, listOrganizations } from "../../../lib/organization/read-organizations.ts";
import { definePolicy, nationalPolicy, type Policy } from "../../../lib/rules/policy.ts";
import type { Role } from "../../../lib/shared/access.ts";
import { FakeOrganizationStore } from "../../support/fake-organization-store.ts";
import { context, type Organizations, organizationsIn } from "./organization-fixture.ts";

let store: FakeOrganizationStore;
let tree: Organizations;
let policy: Policy;
const findPolicy = async () => policy;

beforeEach(async () => {
  store = new FakeOrganizationStore();
  policy = nationalPolicy;
  tree = organizationsIn(store);
  await tree.root();
  await tree.create("cczu", "petro", "grassroots_committee");
  await tree.create("petro", "b01", "student_branch");
  await tree.create("petro", "b02", "student_branch");
  await tree.dissolve("b02", 1);
});

const as = (role: Role, organizationId: string) => ({
  ...context,
  principal: { accountId: "x", assignments: [{ role, organizationId }] },
});
const manager = as("committee_secretary", "petro");
const member = as("member", "petro");

const listed = (query: object, who = manager) =>
  listOrganizations({ store, findPolicy })(
    { params: {}, query: { status: "active", limit: 200, ...query }, body: undefined } as never,
    who,
  );
const list = async (query: object, who = manager) =>
  (await listed(query, who)).items.map(({ organizationId }) => organizationId);
const get = (organizationId: string, who = manager) =>
  getOrganization({ store, findPolicy })({ params: { organizationId }, query: {}, body: undefined }, who);

describe("listing", () => {
  test("gives the whole tree in its order when no place is named", async () => {
    expect(await list({})).toEqual(["cczu", "petro", "b01"]);
  });

  test("gives the subtree of a place with the place itself", async () => {
    expect(await list({ under: "petro" })).toEqual(["petro", "b01"]);
  });

  test("shows what is dissolved, wherever the list begins, only to who manages the place or reads its record", async () => {
    expect(await list({ under: "petro", status: "all" })).toEqual(["petro", "b01", "b02"]);
    expect(await list({ under: "petro", status: "dissolved" })).toEqual(["b02"]);
    expect(await list({ under: "petro", status: "all" }, member)).toEqual(["petro", "b01"]);
    expect(await list({ under: "cczu", status: "all" })).toEqual(["cczu", "petro", "b01", "b02"]);
    expect(await list({ status: "all" }, as("committee_secretary", "arts"))).toEqual(["cczu", "petro", "b01"]);
    expect(await list({ status: "all" }, as("audit_administrator", "cczu"))).toEqual(["cczu", "petro", "b01", "b02"]);
  });

  test.each([
    ["what does not exist", "nowhere", manager],
    ["what is dissolved, for who does not manage it", "b02", member],
  ])("of %s is not found", async (_, under, who) => {
    await expect(list({ under }, who)).rejects.toMatchObject({ code: "not_found" });
  });

  test("of an empty installation is not found", async () => {
    store = new FakeOrganizationStore();
    await expect(list({})).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("showing one", () => {
  test("gives it", async () => expect(await get("b01", member)).toMatchObject({ organizationId: "b01" }));

  test("hides what is dissolved from who does not manage the place", async () => {
    expect(await get("b02")).toMatchObject({ status: "dissolved" });
    await expect(get("b02", member)).rejects.toMatchObject({ code: "not_found" });
    await expect(get("nowhere")).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a number that the university sets shows in the tree and in the detail at the next request, and goes with it", async () => {
  const node = await tree.get("b01");
  store.nodes.set("b01", { ...node, memberCount: 21, fullMemberCount: 21, committeeSize: 3 });
  const seen = async () => {
    const { items } = await listed({ under: "b01" });
    const { findings } = await get("b01", member);
    return [items[0]?.marks.map(({ code }) => code), findings.map(({ reason }) => reason.overrides[0]?.zh)];
  };
  expect(await seen()).toEqual([[], []]);
  const own = { ruleId: "BR-02", limit: "members", value: 20, since: "2026-01-01", decidedBy: "校党委会" } as const;
  policy = definePolicy({ overrides: [own] });
  expect(await seen()).toEqual([["too_many_members"], [expect.stringContaining("校党委会")]]);
  policy = nationalPolicy;
  expect(await seen()).toEqual([[], []]);
});
