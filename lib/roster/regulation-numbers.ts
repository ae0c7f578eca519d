import type { RosterReason } from "./reasons.ts";

/** A number of a regulation: where it stands, in which edition, and since when members are judged by it. */
export interface RegulationNumber {
  readonly ruleId: string;
  readonly value: number;
  readonly unit: "years" | "months";
  readonly regulation: string;
  readonly edition: string;
  readonly article: string;
  /** How sure the number is: read in the full text, or from memory and to be confirmed by an administrator. */
  readonly confidence: "full_text" | "from_memory";
}

const DETAILED_RULES = {
  regulation: "中国共产党发展党员工作细则",
  edition: "2026",
  unit: "years",
  confidence: "full_text",
} as const;

/** Article 5: an applicant is at least this old, hence so is everybody who was admitted. */
export const MINIMUM_AGE: RegulationNumber = { ...DETAILED_RULES, ruleId: "DEV-01", article: "5", value: 18 };

/** Article 31: probation lasts this long from the day of the branch meeting. */
export const PROBATION: RegulationNumber = { ...DETAILED_RULES, ruleId: "DEV-34", article: "31", value: 1 };

/** Article 31: probation is extended once at most, by this much at most. */
export const PROBATION_EXTENSION: RegulationNumber = { ...DETAILED_RULES, ruleId: "DEV-35", article: "31", value: 1 };

/**
 * The Party constitutions of 1969 and 1973 knew no probation; that of 1977 restored one year. Older constitutions had
 * other terms. A short probation that began earlier is therefore no certain fault.
 */
export const PROBATION_RESTORED = { from: "1977-08-18", confidence: "from_memory" } as const;

/** The rule behind a reason that is a rule's. */
export const RULE_OF_REASON: Readonly<Partial<Record<RosterReason, RegulationNumber>>> = {
  underage_admission: MINIMUM_AGE,
  probation_too_short: PROBATION,
};
