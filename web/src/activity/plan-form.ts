import { todayOnCampus } from "../terms/dates.ts";
import type { ActivityKind } from "./use-activities.ts";
import type { Plan, PlanInput } from "./use-plans.ts";

/** The form in which a relatively fixed day is set. */
export interface PlanForm {
  readonly kind: PlanInput["kind"] | undefined;
  readonly title: string;
  readonly by: "day" | "weekday";
  readonly day: number;
  readonly week: number;
  readonly weekday: number;
  readonly startTime: string;
  readonly durationMinutes: number;
  readonly fromMonth: string;
}

/** The middle of each month, from this one on. */
export function newPlanForm(): PlanForm {
  return {
    kind: undefined,
    title: "",
    by: "day",
    day: 15,
    week: 1,
    weekday: 5,
    startTime: "14:30",
    durationMinutes: 90,
    fromMonth: todayOnCampus().slice(0, 7),
  };
}

export function planInputOf(form: PlanForm, kind: PlanInput["kind"], organizationId: string): PlanInput {
  const { title, by, day, week, weekday, startTime, durationMinutes, fromMonth } = form;
  const on = by === "day" ? ({ by, day } as const) : ({ by, week, weekday } as const);
  return { organizationId, kind, title, on, startTime, durationMinutes, fromMonth };
}

/** Kinds that come again by themselves: whom to expect follows from the organisation. */
export function plannedKinds(kinds: readonly ActivityKind[], organizationKind: string | undefined): ActivityKind[] {
  return kinds.filter(({ heldBy, due }) => heldBy.includes(organizationKind ?? "") && due[0] !== "named");
}

/** From one: the days of a month, its weeks, the days of a week. */
export const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

interface DayTexts {
  readonly dayOf: (day: number) => string;
  readonly weekOf: (week: number) => string;
  readonly weekdays: readonly string[];
}

/** On which day of a month it falls, in words. */
export function planDay({ on }: Plan, texts: DayTexts): string {
  return on.by === "day" ? texts.dayOf(on.day) : `${texts.weekOf(on.week)}${texts.weekdays[on.weekday] ?? ""}`;
}
