import * as z from "zod";
import { Source } from "./person.ts";
import { fieldNames, PersonFields } from "./person-fields.ts";
import { revealPurposeNames } from "./reveal-purposes.ts";
import { transitionNames } from "./stage.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One thing of a record that changed; `field` is a field of the roster or a key of the person. */
export const RecordedChange = z.object({
  field: z.enum([...fieldNames(), "organization_id", "stage", "id_number", "probation_extended_to"]),
  before: value,
  after: value,
});
export type RecordedChange = z.infer<typeof RecordedChange>;

const common = {
  lineId: z.string(),
  at: z.iso.datetime(),
  actor: z.string().nullable().meta({ description: "操作账号，为空表示系统 · Account; null: the system" }),
};

export const CorrectionStatus = z.enum(["open", "accepted", "declined"]);

/** One line of a person's history. */
export const TimelineLine = z
  .discriminatedUnion("kind", [
    z.object({ ...common, kind: z.literal("registered"), source: Source }),
    z.object({
      ...common,
      kind: z.literal("changed"),
      source: Source,
      version: z.int().positive(),
      transition: z.enum(transitionNames).nullable(),
      /** The day on which it happened outside, where one was given. */
      effectiveOn: z.iso.date().nullable(),
      note: z.string().nullable(),
      changes: z.array(RecordedChange),
    }),
    z.object({ ...common, kind: z.literal("id_number_revealed"), purpose: z.enum(revealPurposeNames) }),
    z.object({ ...common, kind: z.literal("exported") }),
    /** The department made a copy for the person. */
    z.object({ ...common, kind: z.literal("handed_out") }),
    z.object({
      ...common,
      kind: z.literal("correction"),
      correctionId: z.string(),
      status: CorrectionStatus,
      fields: PersonFields.partial(),
      note: z.string(),
      decidedBy: z.string().nullable(),
      decidedAt: z.iso.datetime().nullable(),
      reply: z.string().nullable(),
    }),
  ])
  .meta({ id: "TimelineLine", description: "人员历史中的一条 · One line of a person's history" });
export type TimelineLine = z.infer<typeof TimelineLine>;
export type Correction = Extract<TimelineLine, { kind: "correction" }>;

/** Sorts by time as text; the suffix tells lines of one millisecond apart. */
export function lineIdAt(at: Date, suffix: string): string {
  return `${at.getTime().toString(36).padStart(9, "0")}-${suffix}`;
}
