import * as z from "zod";
import { PlainDate } from "../calendar/plain-date.ts";
import { type EditionId, editions } from "../data/regulations.ts";
import { datedFact, FactId } from "./dated-fact.ts";

const editionIds = editions.map(({ id }) => id) as [EditionId, ...EditionId[]];
const count = z.int().nonnegative();
const people = z.array(FactId).default([]);
const flag = z.boolean().default(false);

const step = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ ...datedFact, step: z.literal(name), ...shape });

export const ListingOpinion = z.enum(["party_group", "contacts", "members", "non_members"]);
export const ConversionOpinion = z.enum(["party_group", "members", "non_members"]);

const vote = {
  due: count,
  present: count,
  writtenYes: count.default(0),
  yes: count,
  isSecret: z.boolean().default(true),
};

/** Everything that can happen to one application, by the names of the glossary. */
export const ApplicationStep = z.discriminatedUnion("step", [
  step("application_received", {}),
  step("talk_held", {}),
  step("activist_decided", {}),
  step("activist_filed", {}),
  step("contacts_appointed", { contacts: people }),
  step("activist_reviewed", {}),
  step("listing_opinion_heard", { from: ListingOpinion }),
  step("superior_consented", {}),
  step("target_filed", {}),
  step("notice_started", { places: z.int().positive().default(1) }),
  step("notice_ended", {}),
  step("target_listed", {}),
  step("introducers_named", { introducers: people, barred: people, unsuitable: people }),
  step("political_review_concluded", { isPassed: z.boolean() }),
  step("training_completed", { days: z.number().nonnegative(), hours: z.number().nonnegative() }),
  step("branch_committee_reviewed", {}),
  step("pre_review_passed", {}),
  step("form_issued", {}),
  step("admission_meeting", { ...vote, isPassed: z.boolean() }),
  step("superior_talk_held", {}),
  step("approval_extended", {}),
  step("admission_approved", {
    by: z.enum(["university_committee", "grassroots_committee", "general_branch", "branch", "temporary_branch"]),
  }),
  step("admission_filed", {}),
  step("placed_in_branch", {}),
  step("oath_taken", {}),
  step("conversion_applied", {}),
  step("conversion_opinion_heard", { from: ConversionOpinion }),
  step("conversion_committee_reviewed", {}),
  step("conversion_meeting", {
    ...vote,
    outcome: z.enum(["convert", "extend", "cancel"]),
    extensionMonths: z.int().positive().optional(),
  }),
  step("conversion_approved", {}),
  step("conversion_announced", {}),
  step("probationary_transferred_in", {}),
  step("file_archived", { documents: z.array(z.string()).default([]) }),
]);
export type ApplicationStep = z.output<typeof ApplicationStep>;
export type StepName = ApplicationStep["step"];
export type StepOf<Name extends StepName> = Extract<ApplicationStep, { step: Name }>;

/**
 * One application, from the letter to the file. A case that was ended and begun anew is another application.
 * `edition`: the edition of the development rules that the whole case runs under; without it each step runs under the
 * edition of the day of its cause. `cultivatedSince`: cultivation counted continuously from an earlier unit (DEV-09).
 */
export const ApplicationFacts = z.strictObject({
  id: FactId,
  birthDate: PlainDate.optional(),
  edition: z.enum(editionIds).optional(),
  isMobilePerson: flag,
  cultivatedSince: PlainDate.optional(),
  expectedLeaving: PlainDate.optional(),
  isTrainingExcused: flag,
  isConversionPostponed: flag,
  steps: z.array(ApplicationStep).default([]),
});
export type ApplicationFacts = z.output<typeof ApplicationFacts>;
export type ApplicationFactsInput = z.input<typeof ApplicationFacts>;
