import * as z from "zod";
import { PlainDate } from "../calendar/plain-date.ts";
import { datedFact, FactId } from "./dated-fact.ts";

export const StudyRecord = z.strictObject({
  ...datedFact,
  hours: z.number().positive(),
  /** A concentrated training, of which some members owe one a year. */
  isConcentratedTraining: z.boolean().default(false),
});

/** One move of the membership relation. The dates are null while they have not happened. */
export const Transfer = z.strictObject({
  id: FactId,
  transferredOutOn: PlainDate,
  letterIssuedOn: PlainDate.optional(),
  receivedOn: PlainDate.optional(),
  receiptSentOn: PlainDate.optional(),
});

export const StayAbroad = z.strictObject({
  leftOn: PlainDate,
  returnedOn: PlainDate.optional(),
  isGraduateKeptAtSchool: z.boolean().default(false),
  contacts: z.array(z.strictObject(datedFact)).default([]),
});

/**
 * A member as known on the day of the evaluation. `lastContactOn` is given while the member cannot be reached, and
 * `lastParticipationOn` while the member without proper reason takes no part, pays no dues or does no assigned work.
 */
export const MemberFacts = z.strictObject({
  id: FactId,
  admittedOn: PlainDate,
  convertedOn: PlainDate.optional(),
  isBranchCommitteeMember: z.boolean().default(false),
  /** Study of earlier years is not judged. */
  recordsSince: PlainDate,
  study: z.array(StudyRecord).default([]),
  transfers: z.array(Transfer).default([]),
  movedAwayOn: PlainDate.optional(),
  isRegisteredMobile: z.boolean().default(false),
  abroad: StayAbroad.optional(),
  graduation: z
    .strictObject({
      graduatedOn: PlainDate,
      isExtended: z.boolean().default(false),
      leftSchoolOn: PlainDate.optional(),
    })
    .optional(),
  lastContactOn: PlainDate.optional(),
  suspendedOn: PlainDate.optional(),
  lastParticipationOn: PlainDate.optional(),
  rectification: z
    .strictObject({ orderedOn: PlainDate, until: PlainDate, concludedOn: PlainDate.optional() })
    .optional(),
});
export type MemberFacts = z.output<typeof MemberFacts>;
export type MemberFactsInput = z.input<typeof MemberFacts>;
