import type { OrganizationDirectory, Place } from "../../lib/activity/directories.ts";
import type { Organization } from "../../lib/organization/organization.ts";
import type { OrganizationStore } from "../../lib/organization/organization-store.ts";

/** The tree, as organisational life asks for it. */
export function organizationDirectory(
  store: Pick<OrganizationStore, "find" | "findPath" | "listDescendants">,
): OrganizationDirectory {
  const placeOf = ({ organizationId, path, shortName, kind, status }: Organization): Place => {
    return { organizationId, path, name: shortName, kind, status };
  };
  return {
    async find(organizationId) {
      const found = await store.find(organizationId);
      return found === undefined ? undefined : placeOf(found);
    },
    findPath: (organizationId) => store.findPath(organizationId),
    async listDescendants({ organizationId }) {
      const node = await store.find(organizationId);
      return node === undefined || node.childCount === 0 ? [] : (await store.listDescendants(node)).map(placeOf);
    },
  };
}
