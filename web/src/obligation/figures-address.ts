import { type DutyOutcome, dutyOutcomeNames } from "../../../lib/obligation/duty-states.ts";

/** The longest id of a rule that the server takes. */
const longestRuleId = 20;

/** Which number of the figures a list stands behind. */
export interface Counted {
  readonly year: number;
  readonly quarter: number | null;
  readonly outcome: DutyOutcome;
  /** Null: whatever rule, and tasks. */
  readonly rule: string | null;
}

export function countedAddress(organizationId: string, { year, quarter, outcome, rule }: Counted): string {
  const search = new URLSearchParams({ year: String(year), outcome });
  if (quarter !== null) search.set("quarter", String(quarter));
  if (rule !== null) search.set("rule", rule);
  return `/organizations/${organizationId}/duties/counted?${search}`;
}

/** What an address asks for; what it does not say, or says wrongly, is the whole of this year. */
export function countedIn(search: URLSearchParams, today: string): Counted {
  const outcome = dutyOutcomeNames.find((name) => name === search.get("outcome")) ?? "overdue";
  const year = Number(search.get("year"));
  const quarter = Number(search.get("quarter"));
  return {
    year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : Number(today.slice(0, 4)),
    quarter: [1, 2, 3, 4].includes(quarter) ? quarter : null,
    outcome,
    rule: search.get("rule")?.slice(0, longestRuleId) || null,
  };
}
