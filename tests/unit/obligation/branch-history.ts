import type { OrganizationHistory } from "../../../lib/obligation/organization-history.ts";
import type { PlainDate } from "../../../lib/rules/calendar/plain-date.ts";

/** A branch with a committee since before anything is judged. */
export function branchHistory(change: Partial<OrganizationHistory> = {}): OrganizationHistory {
  return {
    organizationId: "branch-1",
    line: ["university", "school", "branch-1"],
    facts: {
      id: "branch-1",
      kind: "branch",
      fullMembers: 12,
      probationaryMembers: 2,
      hasCommittee: true,
    },
    judgedFrom: "2026-01-01",
    endedOn: null,
    committee: [{ from: "2024-01-01", to: null }],
    groups: [],
    secretaries: [],
    ownLimits: [],
    ...change,
  };
}

export const day = (text: string) => text as PlainDate;
