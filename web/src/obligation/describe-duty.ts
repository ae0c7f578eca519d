import { activityKinds } from "../../../lib/activity/kinds.ts";
import { isUnfinished } from "../../../lib/obligation/duty-states.ts";
import { ladderSteps } from "../../../lib/obligation/ladder-steps.ts";
import { planAddress } from "../activity/use-view-address.ts";
import { peopleParametersOf } from "../membership/people-address.ts";
import { formatDate } from "../terms/dates.ts";
import type { AreaTerms, Language } from "../terms/language.tsx";
import type { obligationTerms } from "../terms/obligation.ts";
import type { Duty } from "./use-duties.ts";

type Texts = typeof obligationTerms extends AreaTerms<infer T> ? T : never;

export interface Words {
  readonly texts: Texts;
  readonly language: Language;
  /** As a plain date, on campus. */
  readonly today: string;
}

const dayMilliseconds = 86_400_000;
const soonDays = 7;

/** Whole days from one plain date to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds);
}

export interface Deadline {
  readonly text: string;
  /** How many days are left or over; absent when nothing is left to do. */
  readonly rest: string | null;
  readonly isOverdue: boolean;
  readonly isSoon: boolean;
}

export function describeDeadline(
  { due, state }: Pick<Duty, "due" | "state">,
  { texts, language, today }: Words,
): Deadline {
  if (due === null) return { text: texts.noDay, rest: null, isOverdue: false, isSoon: false };
  const text = texts.dueOn(formatDate(due, language));
  if (!isUnfinished(state)) return { text, rest: null, isOverdue: false, isSoon: false };
  const days = daysBetween(today, due);
  const rest = days > 0 ? texts.daysLeft(days) : days === 0 ? texts.today : texts.daysOver(-days);
  return { text, rest, isOverdue: days < 0, isSoon: days >= 0 && days <= soonDays };
}

/** What became of a duty, a line for each. */
export function linesOf(duty: Duty, { texts, language }: Pick<Words, "texts" | "language">): string[] {
  const { waiver, talk, reminded, satisfiedBy, report, withdrawnReason } = duty;
  const day = (date: string) => formatDate(date, language);
  const lines: string[] = [];
  if (satisfiedBy.length > 0) lines.push(texts.done(satisfiedBy.map(({ on }) => day(on)).join("、")));
  if (report) lines.push(texts.reportedOn(day(report.reportedOn)));
  if (withdrawnReason !== null) lines.push(texts.reportWithdrawn(withdrawnReason));
  if (waiver) lines.push(texts.waived(day(waiver.on), waiver.reason));
  if (talk) lines.push(texts.talked(day(talk.on), talk.note));
  if (reminded && isUnfinished(duty.state))
    lines.push(texts.reminded(ladderSteps[reminded.step][language], day(reminded.on)));
  return lines;
}

/** The kind of activity by which a rule is met. */
const kindOf = (ruleId: string | null): string | undefined =>
  Object.entries(activityKinds).find(([, { rule }]) => rule !== null && rule === ruleId)?.[0];

/** A Party group's meeting is owed by its branch and held by the group, which the id of the duty names. */
function hostOf({ ruleId, dutyId, organizationId }: Pick<Duty, "ruleId" | "dutyId" | "organizationId">): string {
  const [, , groupId] = dutyId.split("~");
  return ruleId === "BR-16" && groupId !== undefined ? groupId : organizationId;
}

/** Members on their way to or from the organisation. */
const byTransfer: ReadonlySet<string | null> = new Set(["EDU-10", "EDU-31"]);

/** Members out of contact. */
const byContact: ReadonlySet<string | null> = new Set(["EDU-17", "EDU-18"]);

/** Red is for what presses. */
export const isPressing = ({ state }: Pick<Duty, "state">): boolean => state === "overdue";

/** Members who took no part. */
const absence = "EDU-22";

type DutyPlace = "activities" | "heldActivities" | "organization" | "participation" | "people" | "transfers";

/**
 * Where the work that fulfils a duty begins: an activity to plan, a transfer, the people concerned, or the organisation
 * itself. What is overdue is only met by what was held in its time, so that its entry begins with the due day. A task is
 * handed in where it stands.
 */
export function startOf(duty: Duty): { at: DutyPlace; to: string } | null {
  const { origin, ruleId, organizationId, state, isReportable, due } = duty;
  if (origin === "task" || !isUnfinished(state)) return null;
  // Who is meant is seen there, and what was found out is reported.
  if (ruleId === absence) return { at: "participation", to: `/study-hours?organization=${organizationId}` };
  if (isReportable) return null;
  if (byTransfer.has(ruleId)) return { at: "transfers", to: "/transfers" };
  if (byContact.has(ruleId)) {
    return { at: "people", to: `/people?${peopleParametersOf({ organizationId, flag: "lost_contact" })}` };
  }
  const kind = kindOf(ruleId);
  if (kind === undefined) return { at: "organization", to: `/organizations/${organizationId}` };
  return state === "overdue"
    ? { at: "heldActivities", to: planAddress(hostOf(duty), kind, due) }
    : { at: "activities", to: planAddress(hostOf(duty), kind, null) };
}

/** How far ahead the list of what is to be done looks at once; what is due later is folded away. */
const nearDays = 62;

/** What is due soon, or has no day, and what can wait. */
export function byNearness<One extends Pick<Duty, "due">>(duties: readonly One[], today: string) {
  const isNear = ({ due }: One) => due === null || daysBetween(today, due) <= nearDays;
  return { near: duties.filter(isNear), later: duties.filter((duty) => !isNear(duty)) };
}
