import { activityOfRhythm } from "../rules/evaluate/organization-rhythms.ts";
import type { OrganizationActivityKind } from "../rules/facts/organization-facts.ts";
import type { Duty } from "./duty.ts";

/**
 * Deeds that no record of an activity shows: whoever did them says so, with evidence. What has a record of its own is
 * never entered here a second time.
 */
const reported: ReadonlySet<OrganizationActivityKind> = new Set([
  "talk_within_committee",
  "talk_committee_with_members",
  "talk_among_members",
  "duty_report_appraisal",
  "plenary_meeting",
  "activist_team_analysis",
  "rotation_training",
  "secretary_rotation_training",
  "dues_disclosure",
  "term_reminder",
  "term_election_request",
  "induction_training",
  "absence_inquiry",
]);

const byRule: Readonly<Record<string, OrganizationActivityKind>> = {
  "BR-32": "term_reminder",
  "ELE-14": "term_election_request",
  "EDU-04": "induction_training",
  "EDU-22": "absence_inquiry",
};

/** What somebody says to have done when they report that a duty is met; null: it is met in another way. */
export function reportedDeedOf({ ruleId, dutyId }: Pick<Duty, "ruleId" | "dutyId">): OrganizationActivityKind | null {
  if (ruleId === null) return null;
  const [, , part] = dutyId.split("~");
  const deed = byRule[ruleId] ?? activityOfRhythm(ruleId, part);
  return deed !== null && reported.has(deed) ? deed : null;
}
