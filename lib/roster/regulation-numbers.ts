import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { findRule, getLimit } from "../rules/find-rule.ts";
import { nationalPolicy, type Policy } from "../rules/policy.ts";
import type { RuleId } from "../rules/rule.ts";
import type { MembershipNumbers } from "./national-numbers.ts";
import type { RosterReason } from "./reasons.ts";

/**
 * The numbers as they bind on a day. Age and probation are the same everywhere; a university may only allow a shorter
 * extension, which matters where one is looked for.
 */
export function membershipNumbers(on: string, policy: Policy = nationalPolicy): MembershipNumbers {
  const numberOf = (ruleId: RuleId, limit: string) => {
    const rule = findRule(ruleId, { on: on as PlainDate, policy, acceptsEarlierCause: true });
    if (rule === null) throw new Error(`no edition has rule ${ruleId}`);
    return getLimit(rule, limit).value;
  };
  return {
    minimumAgeYears: numberOf("DEV-01", "age"),
    probationYears: numberOf("DEV-34", "length"),
    extensionMonths: numberOf("DEV-35", "longest"),
  };
}

/** The rule behind a reason that is a rule's. */
export const RULE_OF_REASON: Readonly<Partial<Record<RosterReason, RuleId>>> = {
  underage_admission: "DEV-01",
  probation_too_short: "DEV-34",
};
