import type { Organization } from "../organization/organization-rules.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import type { Subordinate } from "./use-statistics.ts";

/** The categories as columns, in the order of a report. */
export const subordinateColumns = [
  { band: "full_member", field: "fullMembers" },
  { band: "probationary_member", field: "probationaryMembers" },
  { band: "development_target", field: "developmentTargets" },
  { band: "activist", field: "activists" },
  { band: "applicant", field: "applicants" },
] as const;

interface SubordinateRow {
  readonly organization: Organization;
  readonly members: number;
  /** Absent: nobody. */
  readonly numbers: Subordinate | undefined;
}

/** The organisations directly below in the order of the tree; dissolved ones have nobody. */
export function subordinatesIn(
  tree: OrganizationTree,
  organizationId: string,
  subordinates: readonly Subordinate[],
): SubordinateRow[] {
  const byId = new Map(subordinates.map((one) => [one.organizationId, one]));
  return tree
    .childrenOf(organizationId)
    .filter(({ status }) => status === "active")
    .map((organization) => {
      const numbers = byId.get(organization.organizationId);
      return { organization, numbers, members: (numbers?.fullMembers ?? 0) + (numbers?.probationaryMembers ?? 0) };
    });
}
