import { beforeEach, describe, expect, test } from "vitest";
import { listOrganizationHistory } from "../../../lib/organization/read-history.ts";
import { definePolicy } from "../../../lib/rules/policy.ts";
import { FakeOrganizationStore } from "../../support/fake-organization-store.ts";
import { context, type Organizations, organizationsIn } from "./organization-fixture.ts";

let store: FakeOrganizationStore;
let tree: Organizations;

beforeEach(async () => {
  store = new FakeOrganizationStore();
  tree = organizationsIn(store);
  await tree.root();
  await tree.create("cczu", "petro", "grassroots_committee");
  await tree.create("petro", "b01", "student_branch");
});

const invalid = (field: string) => ({ code: "validation_failed", options: { errors: [{ field }] } });
const refusal = (reasonCode: string) => ({ code: "refused", options: { reasonCode } });

describe("a re-election", () => {
  test.each([
    ["petro", 5],
    ["b01", 3],
    ["cczu", 5],
  ])("gives %s a term of %d years, as the rules have it", async (id, termYears) => {
    const expected = { termYears, termStartedOn: "2026-11-20", termExtendedTo: null, version: 2 };
    expect(await tree.renew(id, 1, "2026-11-18", "2026-11-20")).toMatchObject(expected);
    expect(await tree.get(id)).toMatchObject(expected);
    expect(store.facts.at(-1)).toMatchObject({
      name: "OrganizationTermRenewed",
      data: { electedOn: "2026-11-18", startedOn: "2026-11-20", formerStartedOn: "2024-11-15", termYears },
    });
  });

  test.each([
    ["an election in the future", "2026-11-22", "2026-11-22", "body.electedOn"],
    ["a term in the future", "2026-11-20", "2026-11-22", "body.startedOn"],
    ["a term before the election", "2026-11-20", "2026-11-19", "body.startedOn"],
    ["an election before the present term", "2024-11-15", "2024-11-16", "body.electedOn"],
  ])("with %s is sent back", async (_, electedOn, startedOn, field) => {
    await expect(tree.renew("b01", 1, electedOn, startedOn)).rejects.toMatchObject(invalid(field));
  });

  test("is nothing for a group, nor for what is dissolved", async () => {
    await tree.create("b01", "g01", "party_group");
    await expect(tree.renew("g01", 1, "2026-11-20")).rejects.toMatchObject(refusal("no_term"));
    await tree.dissolve("g01", 1);
    await expect(tree.renew("g01", 2, "2026-11-20")).rejects.toMatchObject(refusal("already_dissolved"));
  });

  test("loses against a faster change", async () => {
    await expect(tree.renew("b01", 7, "2026-11-20")).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("an extension", () => {
  test("puts the end off until the day that was approved, and a re-election ends it", async () => {
    expect(await tree.extend("b01", 1, "2028-05-15")).toMatchObject({ termExtendedTo: "2028-05-15", version: 2 });
    await expect(tree.extend("b01", 2, "2028-05-15")).rejects.toMatchObject(invalid("body.until"));
    expect(await tree.renew("b01", 2, "2026-11-20")).toMatchObject({ termExtendedTo: null });
  });

  test("has to lead beyond the end of the term", async () => {
    await expect(tree.extend("b01", 1, "2027-11-15")).rejects.toMatchObject(invalid("body.until"));
  });
});

test("a university that set a shorter term gives it at a re-election, and its end is what an extension starts from", async () => {
  const own = { ruleId: "UNI-13", limit: "term", value: 2, since: "2026-01-01", decidedBy: "校党委会" } as const;
  const here = organizationsIn(store, "membership", async () => definePolicy({ overrides: [own] }));
  expect(await here.renew("b01", 1, "2026-11-20")).toMatchObject({ termYears: 2 });
  await expect(here.extend("b01", 2, "2028-11-20")).rejects.toMatchObject(invalid("body.until"));
  expect(await here.extend("b01", 2, "2028-11-21")).toMatchObject({ termExtendedTo: "2028-11-21" });
});

describe("the history", () => {
  const read = async (role: "member" | "committee_secretary") => {
    const principal = { accountId: "x", assignments: [{ role, organizationId: "petro" }] };
    const findNames = async (ids: readonly string[]) => new Map(ids.map((id) => [id, "王海燕"]));
    const list = listOrganizationHistory({ store, findNames });
    return (
      await list(
        { params: { organizationId: "b01" }, query: { limit: 30 }, body: undefined },
        { ...context, principal },
      )
    ).items;
  };

  test("tells every change with who, when, before and after", async () => {
    await tree.rename("b01", 1, "第一党支部");
    await tree.create("cczu", "arts", "grassroots_committee", "艺术学院党委");
    await tree.move("b01", 2, "arts");
    await tree.extend("b01", 3, "2028-05-15");
    await tree.dissolve("b01", 4, "毕业");
    const principal = {
      accountId: "x",
      assignments: [{ role: "committee_secretary" as const, organizationId: "cczu" }],
    };
    const list = listOrganizationHistory({ store, findNames: async (ids) => new Map(ids.map((id) => [id, "王海燕"])) });
    const { items } = await list(
      { params: { organizationId: "b01" }, query: { limit: 30 }, body: undefined },
      { ...context, principal },
    );
    expect(items.map(({ kind }) => kind)).toEqual(["dissolved", "term_extended", "moved", "renamed", "created"]);
    expect(items[0]).toMatchObject({ reason: "毕业", actor: { name: "王海燕" } });
    expect(items[1]).toMatchObject({ reason: "筹备未完成", document: "批复一号" });
    expect(items[2]).toMatchObject({
      changes: [{ field: "parentId", before: "petro", after: "arts" }],
      names: { petro: "组织petro", arts: "艺术学院党委" },
    });
    expect(items[3]?.changes).toEqual([
      { field: "name", before: "组织b01", after: "第一党支部" },
      { field: "shortName", before: "组织b01", after: "第一党支部" },
    ]);
  });

  test("names who did it only to those who read the record of the place", async () => {
    expect((await read("committee_secretary"))[0]?.actor).toEqual({ accountId: "staff-1", name: "王海燕" });
    expect((await read("member"))[0]?.actor).toBeNull();
  });
});
