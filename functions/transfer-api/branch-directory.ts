import { holdsMemberships } from "../../lib/membership/organization-directory.ts";
import type { OrganizationStore } from "../../lib/organization/organization-store.ts";
import type { BranchDirectory } from "../../lib/transfer/people-register.ts";

/** Organisations that one query of the tree takes. */
const treePage = 500;

/** The organisation tree as transfers ask for it. */
export function branchDirectory(
  organizations: Pick<OrganizationStore, "find" | "findPath" | "listSubtree">,
): BranchDirectory {
  return {
    findPath: (organizationId) => organizations.findPath(organizationId),

    async findBranch(organizationId) {
      const found = await organizations.find(organizationId);
      if (found === undefined || !holdsMemberships(found)) return undefined;
      return { organizationId, path: found.path, isActive: found.status === "active" };
    },

    async listBranches(organizationId) {
      const root = await organizations.find(organizationId);
      if (root === undefined) return { isBranch: false, branchIds: new Set<string>() };
      if (holdsMemberships(root)) return { isBranch: true, branchIds: new Set([organizationId]) };
      const branchIds = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await organizations.listSubtree({ root, status: "all", limit: treePage, cursor });
        for (const place of page.items) if (holdsMemberships(place)) branchIds.add(place.organizationId);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return { isBranch: false, branchIds };
    },
  };
}
