import * as z from "zod";
import { addDays, civilDay, dateOf, daysInMonth, isoWeekday, type PlainDate } from "../rules/calendar/plain-date.ts";
import { ActivityKindName, ActivityPlanFields, OrganizationId, Version } from "./activity.ts";
import { plainText } from "./rich-text.ts";

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The relatively fixed day: a day of the month (the last one where the month is shorter), or a weekday of a week. */
export const PlanDay = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("day"), day: z.int().min(1).max(31) }),
  z.strictObject({ by: z.literal("weekday"), week: z.int().min(1).max(5), weekday: z.int().min(1).max(7) }),
]);
export type PlanDay = z.infer<typeof PlanDay>;

export const ActivityPlanInput = z.strictObject({
  organizationId: OrganizationId,
  kind: ActivityKindName,
  alsoKinds: ActivityPlanFields.shape.alsoKinds,
  title: plainText(80, 2),
  on: PlanDay,
  startTime: TimeOfDay.meta({ description: "开始时间（北京时间） · Time of day in China", example: "14:30" }),
  durationMinutes: z.int().min(15).max(720),
  place: plainText(80).nullable().default(null),
  fromMonth: Month,
  untilMonth: Month.nullable().default(null),
});
export type ActivityPlanInput = z.infer<typeof ActivityPlanInput>;

export const ActivityPlan = z
  .object({
    ...ActivityPlanInput.shape,
    planId: z.string(),
    state: z.enum(["active", "ended"]),
    version: Version,
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
  })
  .meta({ id: "ActivityPlan", description: "定期活动计划 · A recurring plan" });
export type ActivityPlan = z.infer<typeof ActivityPlan>;

/** How many months ahead drafts stand ready: the present one and the two after it. */
export const monthsAhead = 3;

/** The months from the present one for which a plan asks for a draft. */
export function monthsToDraft({ fromMonth, untilMonth }: ActivityPlan, today: string): string[] {
  const { year, month } = civilDay(today);
  return Array.from({ length: monthsAhead }, (_, ahead) => {
    const index = year * 12 + (month - 1) + ahead;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
  }).filter((name) => name >= fromMonth && (untilMonth === null || name <= untilMonth));
}

/** The day of a plan in a month; a fifth weekday that a month does not have is its last one. */
export function dayOfPlan(on: PlanDay, monthName: string): PlainDate {
  const [year = 0, month = 0] = monthName.split("-").map(Number);
  const last = daysInMonth(year, month);
  if (on.by === "day") return dateOf({ year, month, day: Math.min(on.day, last) });
  const first = dateOf({ year, month, day: 1 });
  const offset = (on.weekday - isoWeekday(first) + 7) % 7;
  const day = addDays(first, offset + (on.week - 1) * 7);
  return day.startsWith(monthName) ? day : addDays(day, -7);
}

/** One draft a plan and month, whoever makes it and however often. */
export function draftIdOf(planId: string, monthName: string): string {
  return `act-${planId.replace(/^plan-/, "")}-${monthName.replace("-", "")}`;
}
