import * as z from "zod";
import type { Text } from "../shared/text.ts";
import { ladderStepNames } from "./ladder.ts";

export const dutyStates = {
  open: { zh: "待完成", en: "Open" },
  overdue: { zh: "已逾期", en: "Overdue" },
  submitted: { zh: "待验收", en: "Waits for acceptance" },
  satisfied: { zh: "按时完成", en: "Done in time" },
  late: { zh: "逾期完成", en: "Done late" },
  waived: { zh: "已免除", en: "Waived" },
  cancelled: { zh: "已取消", en: "No longer owed" },
} as const satisfies Record<string, Text>;

export type DutyState = keyof typeof dutyStates;
export const dutyStateNames = Object.keys(dutyStates) as [DutyState, ...DutyState[]];

/** States in which somebody still has to do something. */
const unfinished: ReadonlySet<DutyState> = new Set(["open", "overdue"]);
export const isUnfinished = (state: DutyState): boolean => unfinished.has(state);

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

/** What an organisation owes: by a rule, or because a superior assigned it. */
export const Duty = z
  .object({
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
    version: z.int().positive(),
  })
  .meta({ id: "Duty", description: "职责或任务 · Something that has to be done by a day" });
export type Duty = z.output<typeof Duty>;

/** Rule, organisation and occasion give the id; the organisation is the address already. */
export function dutyIdOf(key: string): string {
  const [ruleId = "", , , ...occasion] = key.split("/");
  return [ruleId, ...occasion].join("~");
}
