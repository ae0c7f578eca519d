import * as z from "zod";
import { PlainDate } from "../calendar/plain-date.ts";
import { FactId } from "./dated-fact.ts";

const count = z.int().nonnegative();

export const Candidate = z.strictObject({ personId: FactId, yes: count });

/** One ballot for one set of seats. Counts only: who voted how is never known. */
export const ElectionFacts = z
  .strictObject({
    id: FactId,
    on: PlainDate,
    members: count,
    isByDelegates: z.boolean().default(false),
    electorsDue: count,
    electorsPresent: count,
    /** Persons on the ballot by mistake or in hope: probationary members, members on probation within the Party. */
    ineligibleIds: z.array(FactId).default([]),
    seats: z.int().positive(),
    candidates: z.array(Candidate),
    ballotSupervisorIds: z.array(FactId).default([]),
    ballotsReturned: count,
  })
  .refine(({ electorsDue, electorsPresent }) => electorsPresent <= electorsDue, "more electors present than due")
  .refine(
    ({ candidates, ballotsReturned }) => candidates.every(({ yes }) => yes <= ballotsReturned),
    "more yes votes than ballots",
  )
  .refine(
    ({ candidates }) => new Set(candidates.map(({ personId }) => personId)).size === candidates.length,
    "a candidate is listed twice",
  );
export type ElectionFacts = z.output<typeof ElectionFacts>;
export type ElectionFactsInput = z.input<typeof ElectionFacts>;
