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
