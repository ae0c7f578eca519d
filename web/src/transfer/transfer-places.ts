import { roleOf } from "../../../lib/shared/organization-kinds.ts";
import type { Me } from "../me/me.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";

/** The organisation whose transfers a person sees first: the highest one whose people the person manages. */
export function firstManaged(me: Me, tree: OrganizationTree | undefined): string | undefined {
  const held = me.capabilities.filter(({ capability }) => capability === "person.manage");
  if (held.some(({ organizationId }) => organizationId === null)) return tree?.roots[0]?.organizationId;
  const paths = held.flatMap(({ organizationId }) => tree?.find(organizationId ?? "") ?? []);
  return paths.sort((one, other) => one.path.length - other.path.length)[0]?.organizationId;
}

/** Branches hold the membership relations; only the active ones take anybody in. */
export function isTarget({ kind, status }: OrganizationTree["all"][number]): boolean {
  return status === "active" && roleOf(kind) === "branch";
}

export function placeName(tree: OrganizationTree | undefined, organizationId: string): string {
  return tree?.find(organizationId)?.shortName ?? organizationId;
}
