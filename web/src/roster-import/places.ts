import type { Me } from "../me/me.ts";
import { mayAt } from "../me/me.ts";
import type { Organization } from "../organization/organization-rules.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";

/** Whether the person may import a roster for this organisation and all below it. */
export function mayImportAt(me: Me, { path, status }: Organization): boolean {
  return status === "active" && mayAt(me, "roster.import", path);
}

/** Where a person starts: the highest organisation for which they may import. */
export function firstPlaceOf(me: Me, tree: OrganizationTree): string | undefined {
  const held = me.capabilities.filter(({ capability }) => capability === "roster.import");
  if (held.some(({ organizationId }) => organizationId === null)) return tree.roots[0]?.organizationId;
  return held.map(({ organizationId }) => organizationId ?? "").find((id) => tree.find(id)?.status === "active");
}
