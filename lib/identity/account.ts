import * as z from "zod";
import { type Assignment, type Capability, capabilities, grants, type Role, roles } from "../shared/access.ts";
import { isHeldOn } from "./period.ts";
import { postNames, rulesOf } from "./post.ts";

const roleNames = Object.keys(roles) as [Role, ...Role[]];
const capabilityNames = Object.keys(capabilities) as [Capability, ...Capability[]];

export const AccountId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,40}$/)
  .meta({ description: "校园统一身份账号 · Campus account", example: "20180016" });

/** A post that an account holds at an organisation between two days (the last day is included; null: without end). */
export const HeldPost = z.object({
  appointmentId: z.string(),
  post: z.enum(postNames),
  organizationId: z.string(),
  from: z.iso.date().meta({ description: "任职起始日 · First day" }),
  to: z.iso.date().nullable().meta({
    description: "任职截止日（含），为空表示未定 · Last day, included; null: without an end",
  }),
});
export type HeldPost = z.infer<typeof HeldPost>;

/** Whose account it is: the record with this campus number, and the role that follows from its stage at its branch. */
export const AccountOwner = z.object({
  personId: z.string(),
  organizationId: z.string(),
  role: z.enum(["member", "applicant"]).nullable(),
});
export type AccountOwner = z.infer<typeof AccountOwner>;

/** A person's account, as far as access needs it. Roles are never written: they follow from posts and membership. */
export const Account = z.object({
  accountId: AccountId,
  name: z.string().min(1),
  homeOrganizationId: z
    .string()
    .nullable()
    .meta({ description: "所在党组织 · Organisation to which the person belongs" }),
  /** Posts that are not over; the appointments keep the others. */
  held: z.array(HeldPost),
  owner: AccountOwner.nullable(),
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

/** The roles in force on a day, each once per organisation. Somebody who holds nothing is a campus person. */
export function assignmentsOn({ held, owner }: Pick<Account, "held" | "owner">, day: string): Assignment[] {
  const all = held
    .filter((post) => isHeldOn(post, day))
    .map(({ post, organizationId }) => ({ role: rulesOf(post).role, organizationId }));
  if (owner !== null) all.push({ role: owner.role, organizationId: owner.organizationId });
  const once = new Map<string, Assignment>();
  for (const { role, organizationId } of all) {
    if (role !== null) once.set(`${role}@${organizationId}`, { role, organizationId });
  }
  return [...once.values()];
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
