import fc from "fast-check";
import { expect } from "vitest";
import { idsOnPath, type Organization, siblingKey } from "../../../lib/organization/organization.ts";
import type { OrganizationStore } from "../../../lib/organization/organization-store.ts";
import { AppError } from "../../../lib/shared/errors.ts";
import type { OrganizationKind } from "../../../lib/shared/organization-kinds.ts";
import { joinOrganization, leaveOrganization } from "../../support/join-organization.ts";
import type { Organizations } from "./organization-fixture.ts";

/** What may be done to a tree. Numbers choose among the organisations that there are, names come from a small stock. */
export type Step =
  | { do: "create"; at: number; kind: OrganizationKind; name: string }
  | { do: "rename"; at: number; name: string }
  | { do: "move"; at: number; to: number }
  | { do: "dissolve"; at: number }
  | { do: "join" | "leave"; at: number; account: string };

const kind = fc.constantFrom<OrganizationKind>(
  "grassroots_committee",
  "grassroots_committee",
  "general_branch",
  "student_branch",
  "party_group",
);
const name = fc.constantFrom("第一党支部", "第 一党支部", "第二党支部", "ＡＢ党支部", "ab党支部", "丙丁");
const place = fc.nat({ max: 40 });

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("create" as const), at: place, kind, name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("rename" as const), at: place, name }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("move" as const), at: place, to: place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("dissolve" as const), at: place }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("join" as const, "leave" as const),
      at: place,
      account: fc.constantFrom("a1", "a2"),
    }),
  },
);

/** Takes a step; a refusal is a right answer, anything else that is thrown is not. Gives the written state, if any. */
export async function take(
  tree: Organizations,
  ids: string[],
  taken: Step,
  newId: string,
): Promise<Organization | undefined> {
  const chosen = (number: number) => ids[number % ids.length] ?? "";
  const organizationId = chosen(taken.at);
  try {
    if (taken.do === "create") {
      const node = await tree.create(organizationId, newId, taken.kind, taken.name);
      ids.push(newId);
      return node;
    }
    const { version, status } = await tree.get(organizationId);
    if (taken.do === "rename") return await tree.rename(organizationId, version, taken.name);
    if (taken.do === "move") return await tree.move(organizationId, version, chosen(taken.to));
    if (taken.do === "dissolve") return await tree.dissolve(organizationId, version);
    if (taken.do === "join" && status === "active") await joinOrganization(tree.store, organizationId, taken.account);
    if (taken.do === "leave") await leaveOrganization(tree.store, organizationId, taken.account);
  } catch (error) {
    const isRefusal = error instanceof AppError && error.status < 500;
    const isLostMember = error instanceof Error && error.message.includes("missing or dissolved");
    if (!isRefusal && !isLostMember) throw error;
  }
  return undefined;
}

/** Everything that must hold of a tree, whatever was done to it. */
export async function expectTree(store: OrganizationStore, ids: readonly string[]): Promise<Map<string, Organization>> {
  const nodes = new Map<string, Organization>();
  for (const id of ids) {
    const node = await store.find(id);
    if (node === undefined) throw new Error(`${id} is lost`);
    nodes.set(id, node);
  }
  const siblings = new Set<string>();
  for (const node of nodes.values()) {
    const { organizationId, parentId, path } = node;
    const parent = parentId === null ? undefined : nodes.get(parentId);
    expect(path, organizationId).toBe(`${parent?.path ?? "/"}${organizationId}/`);
    expect(new Set(idsOnPath(path)).size, `${organizationId} stands twice on its path`).toBe(idsOnPath(path).length);
    const children = [...nodes.values()].filter(
      (child) => child.parentId === organizationId && child.status === "active",
    );
    expect(node.childCount, `children of ${organizationId}`).toBe(children.length);
    if (node.status === "dissolved") {
      expect([node.childCount, node.memberCount], organizationId).toEqual([0, 0]);
      continue;
    }
    if (parent !== undefined) expect(parent.status, `superior of ${organizationId}`).toBe("active");
    const key = `${parentId}/${siblingKey(node.name)}`;
    expect(siblings.has(key), `${key} is taken twice`).toBe(false);
    siblings.add(key);
  }
  await expectListing(store, nodes);
  return nodes;
}

/** The index shows the same nodes as the single reads. */
async function expectListing(store: OrganizationStore, nodes: ReadonlyMap<string, Organization>): Promise<void> {
  for (const node of nodes.values()) {
    const expected = [...nodes.values()]
      .filter(({ path }) => path.startsWith(node.path) && path !== node.path)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    if (node.parentId === null || expected.length > 0) expect(await store.listDescendants(node)).toEqual(expected);
  }
}

/** Each version of an organisation was written by one change only, none was left out. */
export function expectHistory(written: readonly Organization[], nodes: ReadonlyMap<string, Organization>): void {
  for (const { organizationId, version } of nodes.values()) {
    const versions = written.filter((node) => node.organizationId === organizationId).map((node) => node.version);
    const expected = Array.from({ length: version }, (_, index) => index + 1);
    expect(
      versions.sort((a, b) => a - b),
      `versions of ${organizationId}`,
    ).toEqual(expected);
  }
}
