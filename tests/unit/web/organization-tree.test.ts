import { expect, test } from "vitest";
import type { Organization } from "../../../web/src/organization/organization-rules.ts";
import { buildTree, searchTree } from "../../../web/src/organization/organization-tree.ts";

function organization(path: string, more: Partial<Organization> = {}): Organization {
  const ids = path.split("/").filter((id) => id !== "");
  return {
    organizationId: ids.at(-1) ?? "",
    parentId: ids.at(-2) ?? null,
    path,
    name: `全称${ids.at(-1)}`,
    shortName: `简称${ids.at(-1)}`,
    kind: "student_branch",
    establishedOn: "2020-01-01",
    termYears: null,
    termStartedOn: null,
    termExtendedTo: null,
    status: "active",
    childCount: 0,
    memberCount: 0,
    fullMemberCount: 0,
    candidateCount: 0,
    committeeSize: null,
    version: 1,
    dissolvedOn: null,
    dissolvedReason: null,
    successorId: null,
    mergeId: null,
    marks: [],
    createdAt: "2020-01-01T00:00:00Z",
    updatedAt: "2020-01-01T00:00:00Z",
    ...more,
  };
}

const campus = [
  organization("/u/", { kind: "university_committee" }),
  organization("/u/b/", { kind: "direct_branch", memberCount: 3 }),
  organization("/u/c/", { kind: "grassroots_committee" }),
  organization("/u/c/x/", { memberCount: 5, name: "ＡＢ 支部" }),
  organization("/u/c/y/", { memberCount: 7, status: "dissolved" }),
];

test("counts branches and members of the whole subtree, without what is dissolved", () => {
  const tree = buildTree(campus);
  expect(tree.totalsOf("u")).toEqual({ organizations: 3, branches: 2, members: 8 });
  expect(tree.totalsOf("c")).toEqual({ organizations: 1, branches: 1, members: 5 });
});

test("lists committees before branches", () => {
  expect(
    buildTree(campus)
      .childrenOf("u")
      .map(({ organizationId }) => organizationId),
  ).toEqual(["c", "b"]);
});

test("takes as root what stands below something unseen", () => {
  const tree = buildTree(campus.slice(2));
  expect(tree.roots.map(({ organizationId }) => organizationId)).toEqual(["c"]);
  expect(tree.ancestorsOf(organization("/u/c/x/")).map(({ organizationId }) => organizationId)).toEqual(["c"]);
});

test("finds names whatever their width, case and spaces, and shows the way to them", () => {
  const { matches, visible } = searchTree(campus, "a b支", "active");
  expect([...matches]).toEqual(["x"]);
  expect(["u", "c", "x"].every((id) => visible.has(id))).toBe(true);
  expect(visible.has("b")).toBe(false);
});

test("selects by status", () => {
  expect([...searchTree(campus, "", "dissolved").matches]).toEqual(["y"]);
});
