import type { Place, PlaceDirectory } from "../../lib/message/directories.ts";
import type { Organization } from "../../lib/organization/organization.ts";
import type { OrganizationStore } from "../../lib/organization/organization-store.ts";

/** The tree, as messages ask for it. */
export function placeDirectory(
  store: Pick<OrganizationStore, "find" | "findPath" | "listDescendants">,
): PlaceDirectory {
  const placeOf = ({ organizationId, parentId, path, shortName, kind, status }: Organization): Place => {
    return { organizationId, parentId, path, name: shortName, kind, isActive: status === "active" };
  };
  return {
    async find(organizationId) {
      const found = await store.find(organizationId);
      return found && placeOf(found);
    },
    findPath: (organizationId) => store.findPath(organizationId),
    async listBelow(place) {
      return (await store.listDescendants(place)).map(placeOf).filter(({ isActive }) => isActive);
    },
  };
}
