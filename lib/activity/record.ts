import * as z from "zod";
import { plainText, RichText } from "./rich-text.ts";

const Count = z.int().min(0).max(100_000);

export const voteKinds = {
  ordinary: { zh: "一般事项", en: "Ordinary matter" },
  admission: { zh: "接收预备党员或转正", en: "Admission or conversion" },
  committee: { zh: "支委会决定", en: "Decision of the committee" },
} as const;
export type VoteKind = keyof typeof voteKinds;
const voteKindNames = Object.keys(voteKinds) as [VoteKind, ...VoteKind[]];

/** What was decided. Who was due to vote and who was there comes from the attendance, never from a form. */
export const ResolutionInput = z.strictObject({
  title: plainText(100, 2).meta({ description: "决议事项 · What was decided" }),
  text: plainText(2_000).default(""),
  vote: z
    .strictObject({
      kind: z.enum(voteKindNames),
      isSecret: z.boolean().default(false),
      yes: Count,
      no: Count,
      abstain: Count,
      /** By formal written opinion of absent members; admissions and conversions only. */
      writtenYes: Count.default(0),
    })
    .nullable(),
});

/** An explanation of lib/rules, as far as a screen shows it. */
export const Explained = z.object({
  ruleId: z.string(),
  citation: z.object({ zh: z.string(), en: z.string() }),
  text: z.object({ zh: z.string(), en: z.string() }),
});
export type Explained = z.infer<typeof Explained>;

/** Null where the rules name no majority. */
export const Judgement = z.object({
  due: Count,
  present: Count,
  isQuorate: z.boolean(),
  isPassed: z.boolean().nullable(),
  explanations: z.array(Explained),
  /** What a rule finds wrong, such as a vote that was not secret. */
  faults: z.array(Explained),
});
export type Judgement = z.infer<typeof Judgement>;

export const Resolution = z.object({ ...ResolutionInput.shape, judgement: Judgement.nullable() });
export type Resolution = z.infer<typeof Resolution>;

export const RecordInput = z.strictObject({
  chairId: z.string().max(40).nullable().meta({ description: "主持人 · Who chaired" }),
  recorderId: z.string().max(40).nullable().meta({ description: "记录人 · Who took the minutes" }),
  items: z
    .array(
      z.strictObject({
        title: plainText(100, 1),
        speakers: z.array(plainText(40, 1)).max(30).default([]),
        minutes: RichText.default([]),
      }),
    )
    .max(30),
  resolutions: z.array(ResolutionInput).max(30).default([]),
  summary: plainText(4_000).default("").meta({ description: "小结 · Summary" }),
});
export type RecordInput = z.infer<typeof RecordInput>;

export const AttendanceCounts = z
  .object({ due: Count, present: Count, late: Count, leave: Count, absent: Count, guests: Count, questions: Count })
  .meta({ id: "AttendanceCounts", description: "到会统计 · Attendance in numbers" });
export type AttendanceCounts = z.infer<typeof AttendanceCounts>;

export const ActivityRecord = z.object({
  ...RecordInput.shape,
  resolutions: z.array(Resolution),
  /** Attendance when the record was made or last confirmed. */
  counts: AttendanceCounts,
  /** Whether enough were there for the meeting to decide; null where nothing is decided by counting. */
  quorum: Judgement.nullable(),
  recordedAt: z.iso.datetime(),
  recordedBy: z.string().nullable(),
});
export type ActivityRecord = z.infer<typeof ActivityRecord>;
