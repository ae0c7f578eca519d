import type { OrganizationStore } from "../../lib/organization/organization-store.ts";
import type { PlacedOrganization } from "../../lib/roster-import/find-roster.ts";

/** The active organisations of the whole tree as a roster may name them; a group holds no membership of its own. */
export async function listRosterOrganizations(
  store: Pick<OrganizationStore, "findRootId" | "find" | "listDescendants">,
): Promise<PlacedOrganization[]> {
  const rootId = await store.findRootId();
  const root = rootId === undefined ? undefined : await store.find(rootId);
  if (root === undefined) return [];
  return [root, ...(await store.listDescendants(root))]
    .filter(({ status, kind }) => status === "active" && kind !== "party_group")
    .map(({ organizationId, parentId, path, name, shortName, kind }) => {
      return { id: organizationId, parentId, path, name, shortName, kind };
    });
}
