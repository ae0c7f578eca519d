import type { PlainDate } from "../../../../lib/rules/calendar/plain-date.ts";
import type { RuleId } from "../../../../lib/rules/rule.ts";

/** A rule that is only quoted, with numbers or without: what a reader of its article finds there. */
export interface NumberCase {
  readonly ruleId: RuleId;
  readonly on: PlainDate;
  readonly citation: string;
  readonly numbers: Readonly<Record<string, string>>;
}

export const numberCases: readonly NumberCase[] = [
  {
    ruleId: "EDU-33",
    on: "2026-11-21",
    citation: "地方或学校做法",
    numbers: { perHour: "为 1 学时", perHalfDay: "不超过 4 学时" },
  },
  { ruleId: "UNI-16", on: "2026-11-21", citation: "《高校基层组织条例》第十一条第二项（2021）", numbers: {} },
];
