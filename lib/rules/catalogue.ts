import { appraisalRules } from "./data/appraisal.ts";
import { branchRules } from "./data/branch.ts";
import { admissionRules } from "./data/development-admission.ts";
import { listingRules } from "./data/development-listing.ts";
import { probationRules } from "./data/development-probation.ts";
import { disclosureRules } from "./data/disclosure.ts";
import { educationRules } from "./data/education.ts";
import { electionRules } from "./data/election.ts";
import { assessmentRules, universityRules } from "./data/university.ts";
import type { Rule } from "./rule.ts";
import { RuleError } from "./rule-error.ts";

export const allRules: readonly Rule[] = [
  ...listingRules,
  ...admissionRules,
  ...probationRules,
  ...branchRules,
  ...electionRules,
  ...educationRules,
  ...universityRules,
  ...appraisalRules,
  ...assessmentRules,
  ...disclosureRules,
];

const byId: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

export const hasRule = (id: string): boolean => byId.has(id);

/** Throws `unknown_rule` for an id that no file of lib/rules/data has. */
export function getRule(id: string): Rule {
  const rule = byId.get(id);
  if (!rule) throw new RuleError("unknown_rule", `no rule ${id}; add it to its section in lib/rules/data`);
  return rule;
}
