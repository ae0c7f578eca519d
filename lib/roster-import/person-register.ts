import * as z from "zod";
import type { ExistingPerson } from "../roster/compare-roster.ts";
import { RosterRow } from "../roster/roster-row.ts";
import type { Circumstances } from "../shared/event.ts";

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** A row that a commit writes: a new person, or the fields in which a known one differs. */
export const PlannedRow = z.object({
  row: z.int().positive(),
  person: RosterRow,
  /** Null: the person is new. */
  change: z
    .object({
      personId: z.string(),
      fields: z.array(z.object({ field: RosterRow.keyof(), before: Value, after: Value })),
    })
    .nullable(),
});
export type PlannedRow = z.infer<typeof PlannedRow>;

/**
 * What became of a row. "unchanged": somebody else had brought the person to just this state. "conflicting": the person
 * was registered or changed otherwise since the check; nothing is overwritten.
 */
export type RowOutcome = "registered" | "changed" | "unchanged" | "conflicting";

/** The people that the university knows, as an import asks for them. */
export interface PersonRegister {
  /** Those who are known, by ID number; branches by id. */
  findByIdNumbers(idNumbers: readonly string[]): Promise<readonly ExistingPerson[]>;
  /**
   * Writes each row at most once: `importId` and the row name the occasion, and a repeat gives the outcome of the first
   * time. Outcomes are in the order of the rows.
   */
  write(importId: string, rows: readonly PlannedRow[], circumstances: Circumstances): Promise<readonly RowOutcome[]>;
}
