import { PlainDate } from "../rules/calendar/plain-date.ts";
import { citation, explain } from "../rules/explain.ts";
import { findRule, getLimit, type ResolvedRule } from "../rules/find-rule.ts";
import { nationalPolicy, type Policy } from "../rules/policy.ts";
import type { RuleId } from "../rules/rule.ts";
import type { PersonEntry, PersonYear, StudyTarget } from "./ledger.ts";

const attendedStates = ["present", "late", "guest"];

/** Whether somebody was there, in whatever part. */
export function hasAttended({ attendance }: Pick<PersonEntry, "attendance">): boolean {
  return attendedStates.includes(attendance);
}

function ruleOn(id: RuleId, day: string, policy: Policy): ResolvedRule {
  const rule = findRule(id, { on: PlainDate.parse(day), acceptsEarlierCause: true, policy });
  if (rule === null) throw new Error(`no edition has rule ${id}`);
  return rule;
}

/** Morning or afternoon in China; an evening belongs to the afternoon. */
function halfDayOf({ startsAt, day }: PersonEntry): string {
  const hour = (new Date(startsAt).getUTCHours() + 8) % 24;
  return `${day}/${hour < 12 ? "morning" : "afternoon"}`;
}

/**
 * The study hours of each entry, in the order of time: an hour is so many study hours, and what goes beyond the cap of a
 * half day does not count (EDU-33).
 */
export function studyHoursOf(entries: readonly PersonEntry[], policy = nationalPolicy): Map<string, number> {
  const used = new Map<string, number>();
  const hours = new Map<string, number>();
  const inOrder = [...entries].sort(
    (one, other) => one.startsAt.localeCompare(other.startsAt) || one.activityId.localeCompare(other.activityId),
  );
  for (const entry of inOrder) {
    const rule = ruleOn("EDU-33", entry.day, policy);
    const half = halfDayOf(entry);
    const before = used.get(half) ?? 0;
    const worth = hasAttended(entry) ? (entry.studyMinutes / 60) * getLimit(rule, "perHour").value : 0;
    const counted = Math.min(worth, Math.max(0, getLimit(rule, "perHalfDay").value - before));
    used.set(half, before + counted);
    hours.set(entry.activityId, toTenths(counted));
  }
  return hours;
}

function toTenths(hours: number): number {
  return Math.round(hours * 10) / 10;
}

/** The sums of a year, always from all of its entries. */
export function personYearOf(entries: readonly PersonEntry[], policy = nationalPolicy): PersonYear {
  const of = (attendance: string) => entries.filter((entry) => entry.isDue && entry.attendance === attendance).length;
  const hours = [...studyHoursOf(entries, policy).values()].reduce((sum, one) => sum + one, 0);
  return {
    due: entries.filter(({ isDue, attendance }) => isDue && attendance !== "void").length,
    attended: entries.filter(hasAttended).length,
    leave: of("leave"),
    absent: of("absent"),
    studyHours: toTenths(hours),
  };
}

/** What somebody owes in a year: more for secretaries and committee members (EDU-01, EDU-02). */
export function studyTargetOf(isOnCommittee: boolean, year: number, policy: Policy): StudyTarget {
  const rule = ruleOn(isOnCommittee ? "EDU-02" : "EDU-01", `${year}-12-31`, policy);
  return {
    hours: getLimit(rule, "hours").value,
    ruleId: rule.rule.id,
    citation: citation(rule.provision),
    explanation: explain(rule, []).text,
  };
}

/** Whether the university counts hours in its own way: sums that were kept before it decided so are none then. */
export function countsOtherwise({ overrides }: Policy): boolean {
  return overrides.some(({ ruleId }) => ruleId === "EDU-33");
}
