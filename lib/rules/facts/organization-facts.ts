import * as z from "zod";
import { PlainDate } from "../calendar/plain-date.ts";
import { datedFact, FactId } from "./dated-fact.ts";

export const OrganizationKind = z.enum([
  "university_committee",
  "grassroots_committee",
  "general_branch",
  "branch",
  "temporary_branch",
]);
export type OrganizationKind = z.output<typeof OrganizationKind>;

/** What an organisation did. The names are those of the glossary; the others are refused. */
export const OrganizationActivityKind = z.enum([
  "branch_members_meeting",
  "branch_committee_meeting",
  "group_meeting",
  "party_lesson",
  "secretary_party_lesson",
  "theme_party_day",
  "organizational_life_meeting",
  "democratic_appraisal",
  "talk_within_committee",
  "talk_committee_with_members",
  "talk_among_members",
  "duty_report_appraisal",
  "plenary_meeting",
  "activist_team_analysis",
  "rotation_training",
  "secretary_rotation_training",
  "dues_disclosure",
  "admission_vote",
  "organizational_disposal",
  "dues_collection",
  "delegate_election",
  "term_election",
  "term_reminder",
  "term_election_request",
  "induction_training",
  "absence_inquiry",
]);
export type OrganizationActivityKind = z.output<typeof OrganizationActivityKind>;

export const OrganizationActivity = z.strictObject({
  ...datedFact,
  kind: OrganizationActivityKind,
  groupId: FactId.optional(),
});
export type OrganizationActivity = z.output<typeof OrganizationActivity>;

export const RelationKind = z.enum([
  "transfer_in",
  "transfer_out",
  "lost_contact",
  "suspended_out_of_contact",
  "absent_from_life",
  "secretary_below_party_age",
]);
export type RelationKind = z.output<typeof RelationKind>;

/**
 * Something about one member that an organisation has to look after: a transfer on its way, a contact that was lost, an
 * absence, a secretary of little Party age (from the day of conversion to the last day of the post).
 */
export const OrganizationRelation = z.strictObject({
  id: FactId,
  kind: RelationKind,
  startedOn: PlainDate,
  endedOn: PlainDate.optional(),
});
export type OrganizationRelation = z.output<typeof OrganizationRelation>;

export const CommitteePost = z.enum([
  "secretary",
  "deputy_secretary",
  "organization_commissioner",
  "publicity_commissioner",
  "discipline_commissioner",
  "member",
]);

/** One person may hold several posts of a committee. */
export const CommitteeMember = z.strictObject({
  personId: FactId,
  posts: z.array(CommitteePost),
  postSince: PlainDate.optional(),
  inductionTrainedOn: PlainDate.optional(),
});
export type CommitteeMember = z.output<typeof CommitteeMember>;

/** `shiftedTo`: the day to which the superior moved the election, earlier or later. */
export const Term = z.strictObject({
  startedOn: PlainDate,
  shiftedTo: PlainDate.optional(),
  isShiftApproved: z.boolean().default(false),
});

/** A term that an election ended. */
export const FormerTerm = Term.extend({ electedOn: PlainDate });

/** Somebody who was secretary once; `leftOn` is the last day of the post. */
export const FormerSecretary = z.strictObject({ personId: FactId, postSince: PlainDate, leftOn: PlainDate });

export const Staffing = z.strictObject({
  fullTimeOrganizers: z.int().nonnegative().optional(),
  organizers: z.int().nonnegative().optional(),
  students: z.int().nonnegative().optional(),
  staffAndStudents: z.int().nonnegative().optional(),
  partyAndIdeologicalStaff: z.int().nonnegative().optional(),
  counsellors: z.int().nonnegative().optional(),
  theoryTeachers: z.int().nonnegative().optional(),
  committeeMembers: z.int().nonnegative().optional(),
  standingCommitteeMembers: z.int().nonnegative().optional(),
});

/**
 * An organisation as it is on the day of the evaluation, with what it did. `isDepartmentLevel`: directly under the
 * university's committee (院系级), where terms are longer. `recordsSince`: the first whole month, quarter or year from this day on is the first
 * that is judged.
 */
export const OrganizationFacts = z.strictObject({
  id: FactId,
  kind: OrganizationKind,
  isDepartmentLevel: z.boolean().default(false),
  recordsSince: PlainDate,
  setupRequested: z.strictObject(datedFact).optional(),
  setupAnswered: z.strictObject(datedFact).optional(),
  fullMembers: z.int().nonnegative(),
  probationaryMembers: z.int().nonnegative(),
  unitsCovered: z.int().positive().default(1),
  hasCommittee: z.boolean(),
  hasStandingCommittee: z.boolean().default(false),
  /** The secretary and deputy of a branch without a committee are listed here too. */
  committee: z.array(CommitteeMember).default([]),
  formerSecretaries: z.array(FormerSecretary).default([]),
  groupIds: z.array(FactId).default([]),
  term: Term.optional(),
  formerTerms: z.array(FormerTerm).default([]),
  staffing: Staffing.default({}),
  activities: z.array(OrganizationActivity).default([]),
  relations: z.array(OrganizationRelation).default([]),
});
export type OrganizationFacts = z.output<typeof OrganizationFacts>;
export type OrganizationFactsInput = z.input<typeof OrganizationFacts>;
