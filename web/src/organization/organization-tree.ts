import { isBranchKind, kindNames } from "../../../lib/shared/organization-kinds.ts";
import type { Organization } from "./organization-rules.ts";

export type StatusFilter = "active" | "dissolved" | "all";

/** The organisations of the tree that was loaded, by the questions that screens ask. */
export interface OrganizationTree {
  readonly size: number;
  readonly all: readonly Organization[];
  readonly roots: readonly Organization[];
  find(organizationId: string): Organization | undefined;
  childrenOf(organizationId: string): readonly Organization[];
  /** From the root down to the superior; what the person cannot see is left out. */
  ancestorsOf(organization: Organization): Organization[];
  totalsOf(organizationId: string): Totals;
}

/** Numbers of the whole subtree, active organisations only. */
export interface Totals {
  readonly organizations: number;
  readonly branches: number;
  readonly members: number;
}

/** Committees first, branches later, as people list them. */
const kindOrder = kindNames;

const none: readonly Organization[] = [];

function groupByParent(organizations: readonly Organization[]): Map<string, Organization[]> {
  const children = new Map<string, Organization[]>();
  for (const organization of organizations) {
    if (organization.parentId === null) continue;
    const siblings = children.get(organization.parentId);
    if (siblings) siblings.push(organization);
    else children.set(organization.parentId, [organization]);
  }
  // Within a kind the server's order stays.
  for (const siblings of children.values())
    siblings.sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind));
  return children;
}

function sumTotals(organizations: readonly Organization[]): Map<string, Totals> {
  const totals = new Map<string, { organizations: number; branches: number; members: number }>();
  for (const { organizationId } of organizations)
    totals.set(organizationId, { organizations: 0, branches: 0, members: 0 });
  for (const organization of organizations) {
    if (organization.status !== "active") continue;
    for (const id of organization.path.split("/")) {
      const sum = totals.get(id);
      if (!sum) continue;
      sum.members += organization.memberCount;
      if (id === organization.organizationId) continue;
      sum.organizations += 1;
      if (isBranchKind(organization.kind)) sum.branches += 1;
    }
  }
  return totals;
}

export function buildTree(organizations: readonly Organization[]): OrganizationTree {
  const byId = new Map(organizations.map((organization) => [organization.organizationId, organization]));
  const children = groupByParent(organizations);
  const totals = sumTotals(organizations);
  return {
    size: byId.size,
    all: organizations,
    roots: organizations.filter(({ parentId }) => parentId === null || !byId.has(parentId)),
    find: (id) => byId.get(id),
    childrenOf: (id) => children.get(id) ?? none,
    ancestorsOf: ({ path, organizationId }) =>
      path.split("/").flatMap((id) => (id === organizationId ? none : (byId.get(id) ?? none))),
    totalsOf: (id) => totals.get(id) ?? { organizations: 0, branches: 0, members: 0 },
  };
}

export interface SearchResult {
  readonly matches: ReadonlySet<string>;
  /** Matches and everything above them. */
  readonly visible: ReadonlySet<string>;
}

/** Names are compared without case, width and spaces, as people type them. */
export function foldName(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

export function isSelectedByStatus(organization: Organization, status: StatusFilter): boolean {
  return status === "all" || organization.status === status;
}

/** What a search text (full or short name) and a status leave of the tree. */
export function searchTree(organizations: readonly Organization[], text: string, status: StatusFilter): SearchResult {
  const wanted = foldName(text);
  const matches = new Set<string>();
  const visible = new Set<string>();
  for (const organization of organizations) {
    if (!isSelectedByStatus(organization, status)) continue;
    if (!foldName(organization.name).includes(wanted) && !foldName(organization.shortName).includes(wanted)) continue;
    matches.add(organization.organizationId);
    for (const id of organization.path.split("/")) visible.add(id);
  }
  return { matches, visible };
}

/** Whether the second stands below the first, or is it. */
