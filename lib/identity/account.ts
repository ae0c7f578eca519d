import * as z from "zod";
import { type Capability, capabilities, grants, type Role, roles } from "../shared/access.ts";

const roleNames = Object.keys(roles) as [Role, ...Role[]];
const capabilityNames = Object.keys(capabilities) as [Capability, ...Capability[]];

export const AccountId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,40}$/)
  .meta({ description: "校园统一身份账号 · Campus account", example: "20180016" });

/** A role held at an organisation between two days (the last day is included; null: without end). */
export const RoleAssignment = z.object({
  role: z.enum(roleNames),
  organizationId: z.string(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
});
export type RoleAssignment = z.infer<typeof RoleAssignment>;

/** A person's account, as far as access needs it. */
export const Account = z.object({
  accountId: AccountId,
  name: z.string().min(1),
  homeOrganizationId: z
    .string()
    .nullable()
    .meta({ description: "所在党组织 · Organisation to which the person belongs" }),
  assignments: z.array(RoleAssignment),
});
export type Account = z.infer<typeof Account>;

export const Me = z
  .object({
    accountId: AccountId,
    name: z.string(),
    homeOrganizationId: z.string().nullable(),
    assignments: z.array(
      z.object({ role: z.enum(roleNames), organizationId: z.string(), organizationName: z.string() }),
    ),
    capabilities: z.array(
      z.object({
        capability: z.enum(capabilityNames),
        organizationId: z.string().nullable().meta({ description: "为空表示全校 · Null: everywhere" }),
      }),
    ),
  })
  .meta({ id: "Me", description: "我的身份与权限 · Who I am and what I may do" });
export type Me = z.infer<typeof Me>;

/** The assignments in force on a day. Somebody who holds nothing is a campus person. */
export function assignmentsOn(assignments: readonly RoleAssignment[], day: string): RoleAssignment[] {
  return assignments.filter(({ from, to }) => from <= day && (to === null || day <= to));
}

/** What the assignments allow, each capability once per node; null stands for everywhere. */
export function capabilitiesOf(
  assignments: readonly { role: Role; organizationId: string }[],
): { capability: Capability; organizationId: string | null }[] {
  const seen = new Map<string, { capability: Capability; organizationId: string | null }>();
  for (const { role, organizationId } of assignments) {
    for (const capability of capabilityNames) {
      const reach = grants[role][capability];
      if (reach === undefined) continue;
      const at = reach === "everywhere" ? null : organizationId;
      seen.set(`${capability}@${at}`, { capability, organizationId: at });
    }
  }
  return [...seen.values()];
}
