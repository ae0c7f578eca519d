import * as z from "zod";
import { dutyStateNames } from "./duty-states.ts";
import { ladderStepNames } from "./ladder-steps.ts";

export const Bilingual = z.object({ zh: z.string(), en: z.string() });

export const DutyId = z
  .string()
  .min(3)
  .max(200)
  .regex(/^[A-Za-z0-9~._@:-]+$/)
  .meta({ description: "职责编号：同一事由总是同一编号 · Same cause, same id", example: "BR-09~2026-Q3" });

/** A dated thing that fulfils a duty; the id opens it. */
export const Fulfilment = z.object({ fact: z.string(), on: z.iso.date(), id: z.string().optional() });

export const Waiver = z.object({ reason: z.string(), on: z.iso.date(), by: z.string() });
export const Talk = z.object({ note: z.string(), on: z.iso.date(), by: z.string() });

export const TaskTitle = z.string().trim().min(2).max(100);
export const TaskNote = z.string().trim().max(2_000);

/** Something outside or inside the platform that shows the work. */
export const Evidence = z.object({
  kind: z.enum(["activity", "note"]),
  /** The id of the activity, or what was done in words. */
  value: z.string().trim().min(1).max(500),
});

export const Task = z.object({
  title: TaskTitle,
  note: TaskNote,
  assignedBy: z.string(),
  assignedOn: z.iso.date(),
  /** Null: the organisation's committee together. */
  responsibleAccountId: z.string().nullable(),
  /** The task of which this one is a part. */
  parentId: DutyId.nullable(),
  evidence: z.array(Evidence),
  submittedOn: z.iso.date().nullable(),
  acceptedOn: z.iso.date().nullable(),
  /** Why it was given back the last time. */
  returnedReason: z.string().nullable(),
});
export type Task = z.output<typeof Task>;

/** Somebody's word that a duty was met which no record of the platform can meet, with what shows it. */
export const Report = z.object({
  on: z.iso.date(),
  evidence: z.array(Evidence),
  by: z.string(),
  reportedOn: z.iso.date(),
});
export type Report = z.output<typeof Report>;

const taskCause = "TASK";
export const taskIdOf = (id: string): string => `${taskCause}~${id}`;

/** What an organisation owes: by a rule, or because a superior assigned it. */
export const Duty = z.object({
  dutyId: DutyId,
  organizationId: z.string(),
  origin: z.enum(["rule", "task"]),
  ruleId: z.string().nullable(),
  edition: z.string().nullable(),
  what: Bilingual,
  due: z.iso.date().nullable(),
  state: z.enum(dutyStateNames),
  satisfiedBy: z.array(Fulfilment),
  explanation: Bilingual.nullable().meta({ description: "依据与推算 · Article and arithmetic" }),
  warnings: z.array(Bilingual),
  /** The last step of the ladder that was taken, and when. */
  reminded: z.object({ step: z.enum(ladderStepNames), on: z.iso.date() }).nullable(),
  waiver: Waiver.nullable(),
  talk: Talk.nullable(),
  task: Task.nullable(),
  report: Report.nullable().default(null),
  /** Why the last report was taken back. */
  withdrawnReason: z.string().nullable().default(null),
  version: z.int().positive(),
});
export type Duty = z.output<typeof Duty>;

export const DutyView = Duty.extend({
  isReportable: z.boolean().meta({ description: "可以上报完成 · Whether it is met by a report with evidence" }),
}).meta({ id: "Duty", description: "职责或任务 · Something that has to be done by a day" });
export type DutyView = z.output<typeof DutyView>;

/** The rule that asks for a duty; none for a task. */
export function ruleIdIn(dutyId: string): string | null {
  const [cause = ""] = dutyId.split("~");
  return cause === taskCause ? null : cause;
}

/** Rule, organisation and occasion give the id; the organisation is the address already. */
export function dutyIdOf(key: string): string {
  const [ruleId = "", , , ...occasion] = key.split("/");
  return [ruleId, ...occasion].join("~");
}
