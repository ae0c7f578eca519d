import * as z from "zod";
import { erasureReasonNames } from "./erasure-reasons.ts";
import { PersonId } from "./person.ts";

/**
 * Days between the request and the deletion. Within them a colleague can stop it, and everything goes by itself that speaks of the
 * person in passing: receipts of requests (1 day), exported files (7 days), dead letters (14 days), uploaded rosters (30 days). So
 * nothing can bring the person back afterwards.
 */
export const erasureWaitingDays = 30;

/** A deletion that was asked for and waits for its day. It holds for the record as it was: a later change of it ends the request. */
export const Erasure = z
  .object({
    personId: PersonId,
    organizationId: z.string(),
    /** Of the record. */
    version: z.int().positive(),
    reason: z.enum(erasureReasonNames),
    requestedBy: z.string().nullable().meta({ description: "申请账号 · Account that asked for it" }),
    requestedAt: z.iso.datetime(),
    dueOn: z.iso.date().meta({ description: "删除日期 · Day of the deletion" }),
  })
  .meta({ id: "Erasure", description: "待执行的个人信息删除 · A deletion that waits for its day" });
export type Erasure = z.infer<typeof Erasure>;

export const ErasureState = z.object({
  erasure: Erasure.nullable().meta({ description: "为空表示没有待执行的删除 · Null: none is under way" }),
});
export type ErasureState = z.infer<typeof ErasureState>;

export const NamedErasure = Erasure.extend({ name: z.string().nullable() });
export type NamedErasure = z.infer<typeof NamedErasure>;

/** With what ties the deletion to the request that caused it. */
export const StoredErasure = Erasure.extend({ correlationId: z.string() });
export type StoredErasure = z.infer<typeof StoredErasure>;

export function dueDayOf(requestedOn: string): string {
  const day = new Date(`${requestedOn}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + erasureWaitingDays);
  return day.toISOString().slice(0, 10);
}
