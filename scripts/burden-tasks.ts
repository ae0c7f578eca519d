import type { Role } from "../lib/shared/access.ts";
import type { Text } from "../lib/shared/text.ts";

/** Something that a person gets done with the product, as the requests that it takes. */
export interface Task extends Text {
  readonly role: Role;
  /** Ids of routes, in order. What one press sends together stands in one list. */
  readonly steps: readonly (readonly string[])[];
  /** Fields that the screen fills in or chooses, as the name of the field in the contract. */
  readonly filled?: readonly string[];
}

export const tasks: readonly Task[] = [
  { zh: "会场签到", en: "Check in with the code of the room", role: "member", steps: [["checkIn"]] },
  {
    zh: "出示入场码",
    en: "Show a pass at the door",
    role: "member",
    steps: [["issuePass"]],
    filled: ["deviceKey"],
  },
  { zh: "请假", en: "Ask for leave", role: "member", steps: [["requestLeave"]] },
  { zh: "报名", en: "Sign up", role: "member", steps: [["signUp"]] },
  {
    zh: "申请更正本人信息",
    en: "Ask for a correction of the own record",
    role: "member",
    steps: [["requestCorrection"]],
  },
  {
    zh: "记录一次会议（手机）",
    en: "Record a meeting on the phone",
    role: "branch_secretary",
    steps: [["createActivity"], ["publishActivity", "holdActivity", "recordAttendance", "recordActivity"]],
    filled: ["hostOrganizationId", "title", "retrospectiveReason", "marks", "recorderId"],
  },
  {
    zh: "安排并发布活动",
    en: "Plan and publish an activity",
    role: "branch_secretary",
    steps: [["createActivity"], ["publishActivity"]],
    filled: ["hostOrganizationId"],
  },
  {
    zh: "设定每月主题党日",
    en: "Plan the theme day of every month",
    role: "branch_secretary",
    steps: [["createActivityPlan"]],
    filled: ["organizationId"],
  },
  { zh: "确认会议记录", en: "Confirm a record", role: "branch_secretary", steps: [["confirmActivity"]] },
  { zh: "批准请假", en: "Grant leave", role: "branch_secretary", steps: [["decideLeave"]] },
  {
    zh: "完成上级任务",
    en: "Hand in a task of the superior",
    role: "branch_secretary",
    steps: [["submitTask"]],
  },
  {
    zh: "登记人员",
    en: "Register a person",
    role: "branch_secretary",
    steps: [["registerPerson"]],
    filled: ["organizationId"],
  },
  { zh: "布置任务", en: "Assign a task", role: "organization_department_staff", steps: [["assignTask"]] },
  {
    zh: "导入花名册",
    en: "Import a roster",
    role: "organization_department_staff",
    steps: [["createRosterImport"], ["commitRosterImport"]],
    filled: ["organizationId", "fileName"],
  },
  {
    zh: "台账、学时、统计、个人记录",
    en: "Ledger, study hours, statistics, personal records",
    role: "branch_secretary",
    steps: [],
  },
];
