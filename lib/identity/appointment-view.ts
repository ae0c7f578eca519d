import * as z from "zod";
import { isAllowed, type Principal } from "../shared/access.ts";
import { AccountId } from "./account.ts";
import type { AccountStore } from "./account-store.ts";
import { Appointment } from "./appointment.ts";

const heldKeys = { appointmentId: true, organizationId: true, post: true, from: true, to: true } as const;
const keptKeys = {
  personId: true,
  sourceDocument: true,
  endCause: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const;

/** What a reader is shown: who holds which post is no secret among members; the papers are for those who appoint. */
export const AppointmentView = Appointment.pick(heldKeys)
  .extend({
    holderName: z.string().meta({ description: "任职人姓名 · Name of the holder" }),
    accountId: AccountId.optional(),
    ...Appointment.pick(keptKeys).partial().shape,
  })
  .meta({ id: "Appointment", description: "任职，仅含有权查看的内容 · An appointment, as far as the reader may see" });
export type AppointmentView = z.infer<typeof AppointmentView>;

export function appointmentViewOf(appointment: Appointment, holderName: string, isWhole: boolean): AppointmentView {
  const { appointmentId, organizationId, post, from, to } = appointment;
  const held = { appointmentId, organizationId, post, from, to, holderName };
  if (!isWhole) return held;
  const { accountId, personId, sourceDocument, endCause, version, createdAt, updatedAt } = appointment;
  return { ...held, accountId, personId, sourceDocument, endCause, version, createdAt, updatedAt };
}

export function mayManageAt(principal: Principal, path: string): boolean {
  return isAllowed(principal, "appointment.manage", path);
}

/** With the names that the accounts have now. */
export async function appointmentViews(
  accounts: Pick<AccountStore, "findNames">,
  appointments: readonly Appointment[],
  isWhole: (appointment: Appointment) => boolean,
): Promise<AppointmentView[]> {
  const names = await accounts.findNames(appointments.map(({ accountId }) => accountId));
  return appointments.map((one) => appointmentViewOf(one, names.get(one.accountId) ?? "", isWhole(one)));
}
