import { type Capability, type Me, mayAt } from "../me/me.ts";
import type { Organization } from "../organization/organization-rules.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";

/** The highest organisation at which the person holds the capability. */
export function firstPlace(me: Me, tree: OrganizationTree | undefined, capability: Capability): string | undefined {
  return placesWith(me, tree, capability)[0]?.organizationId;
}

/** All active organisations at which the person holds it, the highest first. */
export function placesWith(me: Me, tree: OrganizationTree | undefined, capability: Capability): Organization[] {
  return (tree?.all ?? [])
    .filter(({ path, status }) => status === "active" && mayAt(me, capability, path))
    .sort((one, other) => one.path.split("/").length - other.path.split("/").length);
}

/** Whom an organisation can ask to hold an activity together, with the place above, because branches often share a name. */
export function jointChoices(tree: OrganizationTree | undefined, hostId: string): { value: string; label: string }[] {
  return (tree?.all ?? [])
    .filter(({ organizationId, status }) => status === "active" && organizationId !== hostId)
    .map(({ organizationId, parentId, shortName }) => {
      const above = parentId === null ? undefined : tree?.find(parentId)?.shortName;
      return { value: organizationId, label: above === undefined ? shortName : `${shortName}（${above}）` };
    });
}
