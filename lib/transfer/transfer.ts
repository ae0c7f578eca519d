import * as z from "zod";
import { transferSides, transferStates, transferStepNames } from "./transfer-states.ts";

/** Begins with the time, so that ids sort by age. */
export const TransferId = z
  .string()
  .regex(/^[0-9a-z]{9}-[0-9a-z]{20}$/)
  .meta({ description: "转接编号 · Transfer id" });

export const PersonId = z.string().regex(/^per-[0-9a-z]{20}$/);

const Moment = z.iso.datetime();

export const Transfer = z.object({
  transferId: TransferId,
  personId: PersonId,
  fromOrganizationId: z.string().meta({ description: "转出支部 · The branch that the person leaves" }),
  toOrganizationId: z.string().meta({ description: "转入支部 · The branch where the person goes" }),
  state: z.enum(transferStates),
  requestedBy: z.enum(transferSides).meta({ description: "发起方：本人、转出方、转入方 · Who asked for it" }),
  requestedAt: Moment,
  releasedAt: Moment.nullable(),
  closedAt: Moment.nullable(),
  note: z.string().nullable().meta({ description: "转接事由 · Why the person goes" }),
  refusal: z.string().nullable().meta({ description: "退回原因 · Why it was refused" }),
  version: z.int().positive(),
});
export type Transfer = z.infer<typeof Transfer>;

/** A transfer as it is kept, with the accounts that acted. */
export const StoredTransfer = Transfer.extend({
  requester: z.string().nullable(),
  releaser: z.string().nullable(),
  closer: z.string().nullable(),
});
export type StoredTransfer = z.infer<typeof StoredTransfer>;

export const TransferClock = z
  .object({
    ruleId: z.string(),
    dueOn: z.iso.date(),
    status: z.enum(["open", "overdue"]),
    explanation: z.object({ zh: z.string(), en: z.string() }),
  })
  .meta({ description: "期限及依据 · A day that counts, with its reason" });

/** What stands in the way of an open transfer. */
export const transferObstacles = ["person_moved", "membership_ended", "target_dissolved"] as const;
export type TransferObstacle = (typeof transferObstacles)[number];

export const TransferView = Transfer.extend({
  personName: z.string().nullable(),
  /** Only while the transfer is open: afterwards they are for those alone who may see the person. */
  stage: z.string().nullable(),
  campusId: z.string().nullable(),
  obstacle: z.enum(transferObstacles).nullable(),
  clocks: z.array(TransferClock),
  steps: z.array(z.enum(transferStepNames)).meta({ description: "您现在可办理的 · What the caller may do now" }),
}).meta({ id: "Transfer", description: "组织关系转接 · Transfer of a membership relation" });
export type TransferView = z.infer<typeof TransferView>;

export function transferIdAt(at: Date, suffix: string): string {
  return `${at.getTime().toString(36).padStart(9, "0")}-${suffix}`;
}
