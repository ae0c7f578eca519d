import * as z from "zod";
import { PolicyInput } from "../rules/policy.ts";
import type { Capability } from "../shared/access.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at, changeErrors, readErrors } from "../shared/route-parts.ts";
import { Bilingual, DutyId, DutyView, Evidence, TaskNote, TaskTitle } from "./duty.ts";
import { type DutyOutcome, dutyOutcomeNames, dutyStateNames } from "./duty-states.ts";
import { Ladder, LadderSetting } from "./ladder.ts";
import { DescribedRuleView, RefusedDecisionView } from "./rule-view.ts";

const context = "obligation";

const OrganizationId = z
  .string()
  .min(2)
  .max(41)
  .meta({ description: "党组织编号 · Id of the organisation", example: "cczu-petrochem-b01" });
const Organization = z.object({ organizationId: OrganizationId });
const OneDuty = z.object({ organizationId: OrganizationId, dutyId: DutyId });
const Year = z.coerce.number().int().min(2000).max(2100);
const Version = z.int().positive().meta({ description: "版本号，修改时带回 · Version, to be sent with a change" });
const Reason = z.string().trim().min(4).max(500);

const atTarget = (capability: Capability) => at(capability, "params", "organizationId");

export const listDuties = defineRoute({
  id: "listDuties",
  key: "GET /api/organizations/{organizationId}/duties",
  context,
  summary: { zh: "列出一个党组织的职责", en: "List what an organisation owes, the most pressing first" },
  access: atTarget("obligation.read"),
  params: Organization,
  query: z.object({
    state: z.enum(["unfinished", "all"]).default("unfinished"),
    year: Year.optional().meta({ description: "到期年份 · Year of the due day" }),
  }),
  response: z.object({ items: z.array(DutyView) }),
  errors: readErrors,
});

export const getDuty = defineRoute({
  id: "getDuty",
  key: "GET /api/organizations/{organizationId}/duties/{dutyId}",
  context,
  summary: { zh: "查看一项职责", en: "Show one duty" },
  access: atTarget("obligation.read"),
  params: OneDuty,
  response: DutyView,
  errors: readErrors,
});

export const listMyDuties = defineRoute({
  id: "listMyDuties",
  key: "GET /api/my-duties",
  context,
  summary: {
    zh: "列出我的职责：我任职的党组织待办的职责，以及分配给我的任务",
    en: "List the open duties of the organisations in which I hold a post, and the tasks that I am responsible for",
  },
  access: { kind: "authenticated" },
  response: z.object({ items: z.array(DutyView.extend({ organizationName: z.string() })) }),
  errors: ["unauthenticated"],
});

const Line = z.object({
  organizationId: z.string(),
  organizationName: z.string(),
  dutyId: z.string(),
  step: Ladder.shape.days.keyof(),
  what: Bilingual,
  due: z.iso.date().nullable(),
  /** As it stands now. */
  state: z.enum(dutyStateNames),
});

export const listMyReminders = defineRoute({
  id: "listMyReminders",
  key: "GET /api/my-reminders",
  context,
  summary: {
    zh: "列出近三十天给我的提醒，每天一份",
    en: "List my reminders of the last thirty days, one digest a day",
  },
  access: { kind: "authenticated" },
  response: z.object({ items: z.array(z.object({ day: z.iso.date(), isWeekly: z.boolean(), lines: z.array(Line) })) }),
  errors: ["unauthenticated"],
});

const Cell = z.object({ dutyId: z.string(), due: z.iso.date().nullable(), state: z.enum(dutyStateNames) });

export const readDutyGrid = defineRoute({
  id: "readDutyGrid",
  key: "GET /api/organizations/{organizationId}/duty-grid",
  context,
  summary: {
    zh: "按党组织和职责列出一年的完成情况",
    en: "Show how the duties of a year stand at an organisation and everything below it",
  },
  access: atTarget("obligation.read"),
  params: Organization,
  query: z.object({
    year: Year,
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: Cursor.optional(),
  }),
  response: pageOf(
    z.object({
      organizationId: z.string(),
      organizationName: z.string(),
      kind: z.string(),
      depth: z.int().positive(),
      cells: z.array(Cell),
    }),
  ),
  errors: [...readErrors, "malformed_request"],
});

const count = z.int().min(0);
const Counts = z.object({
  onTime: count,
  late: count,
  overdue: count,
  open: count,
  waived: count,
} satisfies Record<DutyOutcome, typeof count>);
export type DutyCounts = z.output<typeof Counts>;

export const readDutyFigures = defineRoute({
  id: "readDutyFigures",
  key: "GET /api/organizations/{organizationId}/duty-figures",
  context,
  summary: {
    zh: "统计一年的按时完成情况：本级及下级合计、分季度、各直接下级、各条规则",
    en: "Count duties met in time in a year: the subtree as a whole, by quarter, by rule, and each organisation directly below",
  },
  access: atTarget("obligation.read"),
  params: Organization,
  query: z.object({ year: Year }),
  response: z.object({
    year: z.int(),
    total: Counts,
    quarters: z.array(z.object({ quarter: z.int().min(1).max(4), counts: Counts })),
    below: z.array(z.object({ organizationId: z.string(), organizationName: z.string(), counts: Counts })),
    /** Where each rule bites; tasks have none. */
    rules: z.array(z.object({ ruleId: z.string(), counts: Counts })),
    overdue: z.array(
      z.object({ organizationId: z.string(), organizationName: z.string(), dutyId: z.string(), due: z.iso.date() }),
    ),
  }),
  errors: readErrors,
});

const Quarter = z.coerce.number().int().min(1).max(4);

export const listCountedDuties = defineRoute({
  id: "listCountedDuties",
  key: "GET /api/organizations/{organizationId}/counted-duties",
  context,
  summary: {
    zh: "列出一个统计数字背后的职责：按年、季度、规则和完成情况",
    en: "List the duties behind one number of the figures: by year, quarter, rule and outcome",
  },
  access: atTarget("obligation.read"),
  params: Organization,
  query: z.object({
    year: Year,
    quarter: Quarter.optional(),
    outcome: z.enum(dutyOutcomeNames),
    rule: z
      .string()
      .max(20)
      .optional()
      .meta({ description: "只列这条规则的职责 · Of one rule alone", example: "BR-09" }),
    limit: z.coerce.number().int().min(1).max(100).default(100).meta({
      description: "每次读取多少个党组织 · Organisations looked at in one page",
    }),
    cursor: Cursor.optional(),
  }),
  response: pageOf(Cell.extend({ organizationId: z.string(), organizationName: z.string() })),
  errors: [...readErrors, "malformed_request"],
});

export const waiveDuty = defineRoute({
  id: "waiveDuty",
  key: "POST /api/organizations/{organizationId}/duties/{dutyId}/waive",
  context,
  summary: {
    zh: "免除一项职责（由上级办理，须写明理由）",
    en: "Waive a duty: by a superior organisation, with a reason",
  },
  access: atTarget("obligation.supervise"),
  params: OneDuty,
  body: z.object({ reason: Reason, version: Version }),
  response: DutyView,
  errors: changeErrors,
});

export const recordTalk = defineRoute({
  id: "recordTalk",
  key: "POST /api/organizations/{organizationId}/duties/{dutyId}/talk",
  context,
  summary: { zh: "记录约谈", en: "Record a talk about an overdue duty" },
  access: atTarget("obligation.supervise"),
  params: OneDuty,
  body: z.object({ note: Reason, version: Version }),
  response: DutyView,
  errors: changeErrors,
});

export const reportDuty = defineRoute({
  id: "reportDuty",
  key: "POST /api/organizations/{organizationId}/duties/{dutyId}/report",
  context,
  summary: {
    zh: "上报完成一项没有活动记录可依的职责，须附依据",
    en: "Report, with evidence, that a duty was met which no record of the platform can meet",
  },
  access: atTarget("obligation.assign"),
  params: OneDuty,
  body: z.object({
    on: z.iso.date().meta({ description: "完成日期 · Day on which it was done" }),
    evidence: z.array(Evidence).min(1).max(20),
    version: Version,
  }),
  response: DutyView,
  errors: changeErrors,
});

export const withdrawDutyReport = defineRoute({
  id: "withdrawDutyReport",
  key: "POST /api/organizations/{organizationId}/duties/{dutyId}/withdraw-report",
  context,
  summary: { zh: "撤回或退回完成情况的上报", en: "Take a report back that was wrong, with a reason" },
  access: atTarget("obligation.assign"),
  params: OneDuty,
  body: z.object({ reason: Reason, version: Version }),
  response: DutyView,
  errors: changeErrors,
});

export const assignTask = defineRoute({
  id: "assignTask",
  key: "POST /api/organizations/{organizationId}/tasks",
  context,
  summary: { zh: "布置一项任务", en: "Assign a task to an organisation, with a day and a person responsible" },
  access: atTarget("obligation.assign"),
  params: Organization,
  body: z.object({
    title: TaskTitle,
    note: TaskNote.default(""),
    due: z.iso.date(),
    responsibleAccountId: z.string().min(1).max(40).nullable().default(null),
    parentId: DutyId.nullable().default(null),
  }),
  response: DutyView,
  status: 201,
  errors: changeErrors,
});

export const submitTask = defineRoute({
  id: "submitTask",
  key: "POST /api/organizations/{organizationId}/tasks/{dutyId}/submit",
  context,
  summary: { zh: "提交任务验收", en: "Submit a task for acceptance, with what shows the work" },
  access: { kind: "authenticated" },
  params: OneDuty,
  body: z.object({ evidence: z.array(Evidence).min(1).max(20), version: Version }),
  response: DutyView,
  errors: changeErrors,
});

export const decideTask = defineRoute({
  id: "decideTask",
  key: "POST /api/organizations/{organizationId}/tasks/{dutyId}/decide",
  context,
  summary: { zh: "验收或退回任务", en: "Accept a task, or give it back with a reason" },
  access: atTarget("obligation.assign"),
  params: OneDuty,
  body: z.object({
    decision: z.enum(["accepted", "returned"]),
    reason: z.string().trim().max(500).default(""),
    version: Version,
  }),
  response: DutyView,
  errors: changeErrors,
});

export const listRules = defineRoute({
  id: "listRules",
  key: "GET /api/rules",
  context,
  summary: {
    zh: "列出全部规则：条款、版本、数值和本校设置",
    en: "List every rule with article, edition, numbers and settings",
  },
  access: { kind: "authenticated" },
  query: z.object({ on: z.iso.date().optional().meta({ description: "按哪一天的版本 · As of which day" }) }),
  response: z.object({
    on: z.iso.date(),
    items: z.array(DescribedRuleView),
    refused: z.array(RefusedDecisionView).meta({
      description: "不再有效、不再执行的本校设置 · Decisions that the rules do not accept any more; they bind nobody",
    }),
  }),
  errors: ["unauthenticated", "validation_failed"],
});

const RulePolicy = z.object({
  version: z.int().min(0).meta({ description: "0 表示尚未设置 · 0: nothing was set yet" }),
  policy: PolicyInput,
  judgedFrom: z.iso.date().nullable().meta({ description: "从哪一天起计算职责 · Periods before it are not judged" }),
  ladders: z.array(LadderSetting).max(200),
});
export type RulePolicy = z.output<typeof RulePolicy>;

export const readRulePolicy = defineRoute({
  id: "readRulePolicy",
  key: "GET /api/rule-policy",
  context,
  summary: { zh: "查看本校规则设置", en: "Show what the university decided about the rules" },
  access: anywhere("obligation.read"),
  response: RulePolicy.extend({ defaultLadder: Ladder }),
  errors: ["unauthenticated", "forbidden"],
});

export const changeRulePolicy = defineRoute({
  id: "changeRulePolicy",
  key: "PUT /api/rule-policy",
  context,
  summary: {
    zh: "修改本校规则设置：只能从严，不能放宽",
    en: "Change what the university decided about the rules: stricter only, or within the range of a setting",
  },
  access: { kind: "capability", capability: "rules.configure", at: "root" },
  body: RulePolicy,
  response: RulePolicy,
  errors: changeErrors,
  maximumBodyBytes: 256 * 1024,
});
