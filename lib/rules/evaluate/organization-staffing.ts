import { bound } from "../derive-verdict.ts";
import type { OrganizationFacts } from "../facts/organization-facts.ts";
import type { Finding } from "../finding.ts";
import type { RuleId } from "../rule.ts";
import type { RuleContext } from "../rule-context.ts";

/** Ratios and sizes of the University Regulations. A figure that is not given is not judged. */
export function organizationStaffing(context: RuleContext, facts: OrganizationFacts): (Finding | null)[] {
  const subject = { kind: "organization", id: facts.id } as const;
  const { staffing, kind, isDepartmentLevel, hasStandingCommittee } = facts;
  const number = (ruleId: RuleId, limit: string, value: number | undefined) =>
    value === undefined ? null : bound(context, { ruleId, subject, limit, value });
  const share = (ruleId: RuleId, value: number | undefined, of: number | undefined) =>
    value === undefined || of === undefined ? null : bound(context, { ruleId, subject, limit: "share", value, of });
  const isUniversity = kind === "university_committee";
  const isCommittee = isUniversity || kind === "grassroots_committee";
  // Without a standing committee the whole committee has the size that a standing committee has otherwise (Art. 6).
  const standing = hasStandingCommittee ? staffing.standingCommitteeMembers : staffing.committeeMembers;
  const whole = hasStandingCommittee ? staffing.committeeMembers : undefined;
  return [
    isCommittee ? number("DEV-49", "organizers", staffing.organizers) : null,
    isDepartmentLevel ? number("UNI-17", "organizers", staffing.fullTimeOrganizers) : null,
    ...(isUniversity
      ? [
          share("UNI-18", staffing.partyAndIdeologicalStaff, staffing.staffAndStudents),
          number("UNI-20", "fewest", whole),
          number("UNI-20", "most", whole),
          number("UNI-20", "standingFewest", standing),
          number("UNI-20", "standingMost", standing),
          share("UNI-21", staffing.counsellors, staffing.students),
          share("UNI-22", staffing.theoryTeachers, staffing.students),
        ]
      : []),
  ];
}
