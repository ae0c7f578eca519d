import type { RuleId } from "../rule.ts";

/** Rules of the sheet that ask for what another one asks for. */
export const sameAs: Partial<Record<RuleId, RuleId>> = {
  "APP-01": "BR-25",
  "EDU-03": "BR-35",
  "DIS-08": "DUE-30",
};
