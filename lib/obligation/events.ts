import * as z from "zod";
import { defineEvent } from "../shared/event.ts";
import { dutyStateNames } from "./duty-states.ts";
import { recipientNames } from "./ladder.ts";
import { ladderStepNames } from "./ladder-steps.ts";

const context = "obligation";

const DutyStanding = z.object({
  version: z.int().positive(),
  dutyId: z.string(),
  organizationId: z.string(),
  origin: z.enum(["rule", "task"]),
  ruleId: z.string().nullable(),
  due: z.iso.date().nullable(),
  state: z.enum(dutyStateNames),
});

type Summary = { zh: string; en: string };

/** What an evaluation finds out. */
const define = (name: string, summary: Summary) =>
  defineEvent({ name, context, summary, data: DutyStanding, isDerived: true });

/** What somebody did. */
const defineDeed = (name: string, summary: Summary) => defineEvent({ name, context, summary, data: DutyStanding });

export const ObligationCreated = define("ObligationCreated", { zh: "产生了一项职责", en: "A duty came up" });
export const ObligationDue = define("ObligationDue", { zh: "职责今日到期", en: "A duty is due today" });
export const ObligationOverdue = define("ObligationOverdue", { zh: "职责已逾期", en: "A duty is overdue" });
export const ObligationSatisfied = define("ObligationSatisfied", { zh: "职责已完成", en: "A duty was fulfilled" });
export const ObligationReopened = define("ObligationReopened", {
  zh: "职责重新待办：完成的依据已更正或退回",
  en: "A duty is open again: what fulfilled it was corrected or given back",
});
export const ObligationCancelled = define("ObligationCancelled", {
  zh: "职责已取消：事由不再存在",
  en: "A duty fell away with its cause",
});
export const ObligationWaived = defineDeed("ObligationWaived", {
  zh: "职责经批准免除",
  en: "A superior waived a duty, with a reason",
});
export const TaskAssigned = defineDeed("TaskAssigned", { zh: "布置了一项任务", en: "A task was assigned" });
export const TaskAccepted = defineDeed("TaskAccepted", { zh: "任务已验收", en: "A task was accepted" });
export const TaskReturned = defineDeed("TaskReturned", { zh: "任务已退回", en: "A task was given back" });
export const TaskSubmitted = defineDeed("TaskSubmitted", { zh: "任务已提交验收", en: "A task waits for acceptance" });
export const DutyReported = defineDeed("DutyReported", {
  zh: "已上报完成一项职责",
  en: "Somebody reported, with evidence, that a duty was met",
});
export const DutyReportWithdrawn = defineDeed("DutyReportWithdrawn", {
  zh: "已撤回完成情况的上报",
  en: "A report that a duty was met was taken back",
});
export const TalkRecorded = defineDeed("TalkRecorded", { zh: "约谈已记录", en: "A talk about a duty was recorded" });

/** One a day for an organisation and those who are told, whatever number of duties it is about. */
export const DutyReminderIssued = defineEvent({
  name: "DutyReminderIssued",
  context,
  summary: { zh: "职责提醒已发出", en: "Somebody has to be reminded of duties" },
  data: z.object({
    day: z.iso.date(),
    recipient: z.enum(recipientNames),
    step: z.enum(ladderStepNames),
    duties: z.int().positive(),
    isWeekly: z.boolean(),
    isPushed: z.boolean().default(false),
  }),
  isDerived: true,
});

/** At most one a day for a person: the occasion to tell them. */
export const DigestBegun = defineEvent({
  name: "DigestBegun",
  context,
  summary: { zh: "当日提醒已汇总", en: "A person has reminders today" },
  data: z.object({ day: z.iso.date() }),
  isDerived: true,
});

export const RulePolicyChanged = defineEvent({
  name: "RulePolicyChanged",
  context,
  summary: { zh: "本校规则设置已变更", en: "The university changed its rule settings" },
  data: z.object({ version: z.int().positive() }),
});
