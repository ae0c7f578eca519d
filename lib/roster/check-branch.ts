import type { ResolveBranch } from "./branch-index.ts";
import type { RosterReason } from "./reasons.ts";
import type { RosterOrganization } from "./roster-organization.ts";
import type { RowFindings } from "./row-findings.ts";

const REASONS = {
  unknown: "unknown_branch",
  ambiguous: "ambiguous_branch",
  not_a_branch: "not_a_branch",
  without_membership: "branch_without_membership",
} as const satisfies Record<string, RosterReason>;

/** The branch that a row names, or undefined with the reason noted. */
export function checkBranch(
  name: string | null,
  resolve: ResolveBranch,
  findings: RowFindings,
): RosterOrganization | undefined {
  if (name === null) {
    if (!findings.hasProblem("branch_name")) findings.reject("branch_name", "missing_branch");
    return undefined;
  }
  const resolution = resolve(name);
  if (resolution.outcome !== "found") {
    const candidates = resolution.candidates.map((branch) => ({ id: branch.id, name: branch.name }));
    findings.reject("branch_name", REASONS[resolution.outcome], { candidates });
    return undefined;
  }
  if (resolution.isLoose) findings.warn("branch_name", "branch_name_loose_match");
  return resolution.branch;
}
