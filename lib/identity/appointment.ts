import * as z from "zod";
import { AccountId, HeldPost } from "./account.ts";
import { endCauses } from "./events.ts";

/** Begins with its first day, so that the appointments of an organisation stand in the order of their days. */
export const AppointmentId = z
  .string()
  .regex(/^apt-\d{8}-[0-9a-z]{20}$/)
  .meta({ description: "任职编号 · Appointment id", example: "apt-20260901-0a1b2c3d4e5f6g7h8j9k" });

export function appointmentIdFrom(from: string, suffix: string): string {
  return `apt-${from.replaceAll("-", "")}-${suffix}`;
}

/** A post that somebody holds at an organisation from one day to another. Who held what is kept for ever. */
export const Appointment = HeldPost.extend({
  appointmentId: AppointmentId,
  accountId: AccountId,
  /** The record of the person; null for an administrator of whom there is none. */
  personId: z.string().nullable(),
  /** Null: it runs, or ran out with its last day. */
  endCause: z.enum(endCauses).nullable(),
  sourceDocument: z.string().nullable(),
  version: z.int().positive(),
  appointedBy: z.string().nullable(),
  endedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Appointment = z.infer<typeof Appointment>;

export function heldPostOf({ appointmentId, post, organizationId, from, to }: Appointment): HeldPost {
  return { appointmentId, post, organizationId, from, to };
}
