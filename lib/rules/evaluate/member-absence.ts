import { type Bilingual, both } from "../bilingual.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { deadline, interval } from "../derive-obligation.ts";
import { verdict } from "../derive-verdict.ts";
import { knownFacts, referTo } from "../facts/dated-fact.ts";
import type { MemberFacts } from "../facts/member-facts.ts";
import type { Finding, Subject } from "../finding.ts";
import { isAdopted } from "../policy.ts";
import type { RuleId } from "../rule.ts";
import { computeDate, type RuleContext, ruleAt } from "../rule-context.ts";

/**
 * Clocks of members who are abroad, silent or inactive. They are reminders: suspension, removal and every other decision
 * on membership is taken by an organisation, never by a date.
 */
export function memberAbsence(context: RuleContext, facts: MemberFacts): (Finding | null)[] {
  const subject = { kind: "person", id: facts.id } as const;
  return [
    ...abroad(context, facts, subject),
    ...silence(context, facts, subject),
    inactivity(context, facts, subject),
    ...rectification(context, facts, subject),
  ];
}

interface Mark {
  readonly ruleId: RuleId;
  readonly limit: string;
  readonly cause: { readonly fact: string; readonly on: PlainDate };
  readonly message: Bilingual;
}

/** A day on which an organisation has to look at the case, and a verdict once it has come. */
function mark(context: RuleContext, subject: Subject, { ruleId, limit, cause, message }: Mark): Finding | null {
  const resolved = cause.on <= context.on ? ruleAt(context, ruleId, { on: cause.on }) : null;
  if (!resolved) return null;
  const reached = computeDate(context, resolved, { limit, from: cause.on, reading: "latest" });
  if (context.on < reached.date) return deadline(context, { ruleId, subject, limit, cause, done: null, message });
  const judged = { ruleId, subject, occasion: `${cause.fact}@${cause.on}`, about: [cause], message };
  const found = verdict(resolved, judged, { arithmetic: [reached.arithmetic], limit: reached.limit });
  return { ...found, level: "attention" };
}

function abroad(context: RuleContext, { abroad: stay }: MemberFacts, subject: Subject): (Finding | null)[] {
  if (!stay || stay.leftOn > context.on) return [];
  const cause = { fact: "went_abroad", on: stay.leftOn };
  const until = stay.returnedOn && stay.returnedOn <= context.on ? stay.returnedOn : null;
  const repeats = knownFacts(stay.contacts, context.on).map((contact) => referTo("contacted", contact));
  const contacts = interval(context, { ruleId: "EDU-13", subject, start: cause, repeats, until });
  if (until) return contacts;
  const tooLong = both(
    "出国（境）超过年限未归，由组织研究是否停止党籍",
    "abroad beyond the limit: the organisation considers suspension",
  );
  const kept = both(
    "出国（境）毕业生组织关系留校到期",
    "the school's keeping of the relation of a graduate abroad ends",
  );
  return [
    ...contacts,
    mark(context, subject, { ruleId: "EDU-14", limit: "abroad", cause, message: tooLong }),
    stay.isGraduateKeptAtSchool
      ? mark(context, subject, { ruleId: "EDU-30", limit: "stay", cause, message: kept })
      : null,
    ...localAbroad(context, subject, cause),
  ];
}

/** The report and the request that one university asks for, where this university adopted them. */
function localAbroad(context: RuleContext, subject: Subject, cause: Mark["cause"]): (Finding | null)[] {
  const adopted = (limit: string) => isAdopted(context.policy, { ruleId: "EDU-35", limit, on: cause.on });
  const report = both("出国（境）满规定时间应报告", "a stay abroad of this length is reported");
  const retain = both(
    "出国（境）满规定时间应申请保留组织关系",
    "for a stay abroad of this length the member asks to keep the relation",
  );
  return [
    adopted("report") ? mark(context, subject, { ruleId: "EDU-35", limit: "report", cause, message: report }) : null,
    adopted("retain") ? mark(context, subject, { ruleId: "EDU-35", limit: "retain", cause, message: retain }) : null,
  ];
}

function silence(
  context: RuleContext,
  { lastContactOn, suspendedOn }: MemberFacts,
  subject: Subject,
): (Finding | null)[] {
  const suspended = suspendedOn && suspendedOn <= context.on ? { fact: "membership_suspended", on: suspendedOn } : null;
  const removal = both(
    "停止党籍后仍失联，由组织研究是否除名",
    "still without contact after suspension: the organisation considers removal",
  );
  if (suspended)
    return [mark(context, subject, { ruleId: "EDU-18", limit: "silence", cause: suspended, message: removal })];
  if (!lastContactOn) return [];
  const cause = { fact: "last_contact", on: lastContactOn };
  const suspension = both(
    "失去联系，查找无果的由组织研究是否停止党籍",
    "lost contact: after all searches the organisation considers suspension",
  );
  return [mark(context, subject, { ruleId: "EDU-17", limit: "silence", cause, message: suspension })];
}

function inactivity(context: RuleContext, { lastParticipationOn }: MemberFacts, subject: Subject): Finding | null {
  if (!lastParticipationOn) return null;
  const cause = { fact: "last_participation", on: lastParticipationOn };
  const message = both(
    "连续不参加组织生活、不交党费或不做所分配工作，由组织核实处理",
    "no organisational life, dues or assigned work for months: the organisation looks into it",
  );
  return mark(context, subject, { ruleId: "EDU-22", limit: "months", cause, message });
}

function rectification(
  context: RuleContext,
  { rectification: order }: MemberFacts,
  subject: Subject,
): (Finding | null)[] {
  if (!order || order.orderedOn > context.on) return [];
  const cause = { fact: "rectification_ordered", on: order.orderedOn };
  const concluded =
    order.concludedOn && order.concludedOn <= context.on
      ? { fact: "rectification_concluded", on: order.concludedOn }
      : null;
  const owed = deadline(context, { ruleId: "EDU-20", subject, cause, done: concluded });
  const resolved = ruleAt(context, "EDU-20", { on: cause.on });
  if (!owed?.due || !resolved || order.until <= owed.due) return [owed];
  const message = both("限期改正的期限过长", "The time given to rectify is too long");
  const judged = { ruleId: "EDU-20", subject, occasion: `until@${order.until}`, about: [cause], message } as const;
  return [owed, verdict(resolved, judged, { arithmetic: owed.explanation.arithmetic })];
}
