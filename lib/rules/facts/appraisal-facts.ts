import * as z from "zod";
import { PlainDate } from "../calendar/plain-date.ts";
import { FactId } from "./dated-fact.ts";

export const AppraisalGrade = z.enum(["excellent", "qualified", "basically_qualified", "unqualified"]);

export const AppraisedMember = z.strictObject({
  personId: FactId,
  isProbationary: z.boolean().default(false),
  hasAttended: z.boolean(),
  grade: AppraisalGrade.optional(),
  toldOn: PlainDate.optional(),
});

export const appraisalSteps = [
  "self_assessment",
  "mutual_assessment",
  "appraisal_ballot",
  "appraisal_conclusion",
] as const;

/** One democratic appraisal of a branch: the dates of its four steps and the members who were to be appraised. */
export const AppraisalFacts = z.strictObject({
  id: FactId,
  steps: z.partialRecord(z.enum(appraisalSteps), PlainDate),
  isCommitteeAppraised: z.boolean().default(false),
  members: z.array(AppraisedMember),
});
export type AppraisalFacts = z.output<typeof AppraisalFacts>;
export type AppraisalFactsInput = z.input<typeof AppraisalFacts>;
