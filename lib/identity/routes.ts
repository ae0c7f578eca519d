import * as z from "zod";
import type { ErrorCode } from "../shared/errors.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at, changeErrors, readErrors } from "../shared/route-parts.ts";
import { Account, AccountId, HeldPost, Me } from "./account.ts";
import { Appointment, AppointmentId } from "./appointment.ts";
import { AppointmentView } from "./appointment-view.ts";
import { administrationPosts, committeePosts } from "./post.ts";

const context = "identity";
const OrganizationId = z
  .string()
  .min(2)
  .max(41)
  .meta({ description: "党组织编号 · Organisation id", example: "cczu-petrochem-b01" });
const PersonId = z.string().min(2).max(40).meta({ description: "人员编号 · Person id" });
const Version = Appointment.shape.version.meta({
  description: "版本号，修改时带回 · Version, to be sent with a change",
});
const Page = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() };
const SourceDocument = z
  .string()
  .trim()
  .min(2)
  .max(80)
  .meta({ description: "任职文件（文号或批复）· The document that says so", example: "常大委发〔2026〕12号" });

const manageHere = at("appointment.manage", "params", "organizationId");
const postErrors: readonly ErrorCode[] = [...changeErrors, "fresh_login_required"];

/** Who may do what changes at once, so the person at the keyboard is asked for again: seconds since the login. */
const freshLoginSeconds = 600;

export const getMe = defineRoute({
  id: "getMe",
  key: "GET /api/me",
  context,
  summary: { zh: "我的身份与权限", en: "Who I am and what I may do" },
  access: { kind: "authenticated" },
  response: Me,
  errors: ["unauthenticated"],
});

export const listAppointments = defineRoute({
  id: "listAppointments",
  key: "GET /api/organizations/{organizationId}/appointments",
  context,
  summary: { zh: "查看一个党组织的现任或历任人员", en: "Show who holds, or held, the posts of an organisation" },
  access: {
    kind: "capability",
    capability: "appointment.read",
    at: [{ in: "params", field: "organizationId" }],
  },
  params: z.object({ organizationId: OrganizationId }),
  query: z.object({
    status: z.enum(["current", "past"]).default("current").meta({
      description: "现任（含已定尚未到任）或历任 · In office (or about to be), or over",
    }),
    ...Page,
  }),
  response: pageOf(AppointmentView),
  errors: ["malformed_request", ...readErrors],
});

export const listPersonAppointments = defineRoute({
  id: "listPersonAppointments",
  key: "GET /api/people/{personId}/appointments",
  context,
  summary: { zh: "查看一名人员的任职经历", en: "Show what a person holds and held, the latest first" },
  access: at("person.record", "params", "personId"),
  params: z.object({ personId: PersonId }),
  query: z.object(Page),
  response: pageOf(AppointmentView),
  errors: ["malformed_request", ...readErrors],
});

const Holder = {
  personId: PersonId,
  from: HeldPost.shape.from,
  to: HeldPost.shape.to.optional().meta({
    description: "截止日，缺省为本届届满日 · Last day; the end of the present term when absent",
  }),
  sourceDocument: SourceDocument.optional(),
};

export const appoint = defineRoute({
  id: "appoint",
  key: "POST /api/organizations/{organizationId}/appointments",
  context,
  summary: { zh: "任职", en: "Appoint a person to a post" },
  access: manageHere,
  freshLoginSeconds,
  params: z.object({ organizationId: OrganizationId }),
  body: z.object({ post: z.enum(committeePosts), ...Holder }),
  response: AppointmentView,
  status: 201,
  errors: postErrors,
});

const OneAppointment = z.object({ organizationId: OrganizationId, appointmentId: AppointmentId });

export const endAppointment = defineRoute({
  id: "endAppointment",
  key: "POST /api/organizations/{organizationId}/appointments/{appointmentId}/end",
  context,
  summary: { zh: "免职", en: "End an appointment" },
  access: manageHere,
  freshLoginSeconds,
  params: OneAppointment,
  body: z.object({
    version: Version,
    lastDay: z.iso.date().meta({ description: "最后一天（含）· Last day, included" }),
  }),
  response: AppointmentView,
  errors: postErrors,
});

export const replaceHolder = defineRoute({
  id: "replaceHolder",
  key: "POST /api/organizations/{organizationId}/appointments/{appointmentId}/replace",
  context,
  summary: { zh: "接任：原任职结束，新任职开始", en: "Let somebody else take over: one ends and the other begins" },
  access: manageHere,
  freshLoginSeconds,
  params: OneAppointment,
  body: z.object({ version: Version, ...Holder }),
  response: AppointmentView,
  errors: postErrors,
});

export const listRoleGrants = defineRoute({
  id: "listRoleGrants",
  key: "GET /api/role-grants",
  context,
  summary: {
    zh: "查看管理员和组织部工作人员名单",
    en: "Show who administers the system and who staffs the department",
  },
  access: anywhere("role.read"),
  query: z.object({ status: z.enum(["current", "past"]).default("current"), ...Page }),
  response: pageOf(AppointmentView.and(z.object({ organizationName: z.string() }))),
  errors: ["malformed_request", ...readErrors],
});

export const grantRole = defineRoute({
  id: "grantRole",
  key: "POST /api/role-grants",
  context,
  summary: { zh: "授予管理角色", en: "Give somebody the role of an administrator or of department staff" },
  access: at("role.grant", "body", "organizationId"),
  freshLoginSeconds,
  body: z.object({
    post: z.enum(administrationPosts),
    accountId: AccountId,
    organizationId: OrganizationId.optional().meta({
      description: "缺省为学校党委 · The university committee when absent",
    }),
    from: HeldPost.shape.from,
    to: HeldPost.shape.to,
    sourceDocument: SourceDocument.optional(),
  }),
  response: AppointmentView,
  status: 201,
  errors: postErrors,
});

export const endRoleGrant = defineRoute({
  id: "endRoleGrant",
  key: "POST /api/role-grants/{appointmentId}/end",
  context,
  summary: { zh: "收回管理角色，立即生效", en: "Take a role away; it is gone at the next request" },
  access: anywhere("role.grant"),
  freshLoginSeconds,
  params: z.object({ appointmentId: AppointmentId }),
  body: z.object({ version: Version }),
  response: AppointmentView,
  errors: postErrors,
});

export const getAccount = defineRoute({
  id: "getAccount",
  key: "GET /api/accounts/{accountId}",
  context,
  summary: { zh: "按学工号查看账号姓名和现有职务", en: "Show the name and the posts of an account" },
  access: anywhere("role.grant"),
  params: z.object({ accountId: AccountId }),
  response: Account.pick({ accountId: true, name: true, held: true }).meta({
    id: "AccountSummary",
    description: "账号姓名与现有职务 · Name and posts of an account",
  }),
  errors: readErrors,
});
