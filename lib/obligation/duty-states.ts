import type { Text } from "../shared/text.ts";

export const dutyStates = {
  open: { zh: "待完成", en: "Open" },
  overdue: { zh: "已逾期", en: "Overdue" },
  submitted: { zh: "待验收", en: "Waits for acceptance" },
  satisfied: { zh: "按时完成", en: "Done in time" },
  late: { zh: "逾期完成", en: "Done late" },
  waived: { zh: "已免除", en: "Waived" },
  cancelled: { zh: "已取消", en: "No longer owed" },
} as const satisfies Record<string, Text>;

export type DutyState = keyof typeof dutyStates;
export const dutyStateNames = Object.keys(dutyStates) as [DutyState, ...DutyState[]];

/** States in which somebody still has to do something. */
const unfinished: ReadonlySet<DutyState> = new Set(["open", "overdue"]);
export const isUnfinished = (state: DutyState): boolean => unfinished.has(state);

/** What a state counts as in the figures; what is no longer owed counts nowhere. */
export const outcomeOf = {
  satisfied: "onTime",
  late: "late",
  overdue: "overdue",
  open: "open",
  submitted: "open",
  waived: "waived",
  cancelled: null,
} as const satisfies Record<DutyState, string | null>;

export type DutyOutcome = NonNullable<(typeof outcomeOf)[DutyState]>;
export const dutyOutcomeNames = [
  "onTime",
  "late",
  "overdue",
  "open",
  "waived",
] as const satisfies readonly DutyOutcome[];
