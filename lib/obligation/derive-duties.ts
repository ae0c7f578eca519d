import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { evaluateOrganization } from "../rules/evaluate/evaluate-organization.ts";
import type { OrganizationActivity } from "../rules/facts/organization-facts.ts";
import type { Obligation } from "../rules/finding.ts";
import type { Policy } from "../rules/policy.ts";
import { ruleContext } from "../rules/rule-context.ts";
import { type Duty, type DutyState, dutyIdOf } from "./duty.ts";
import { type FactsInStretch, type OrganizationHistory, stretchesOf } from "./organization-history.ts";

/** What the rules say about one duty on a day; who was reminded or let off is not theirs to say. */
export type DerivedDuty = Pick<
  Duty,
  "dutyId" | "ruleId" | "edition" | "what" | "due" | "state" | "satisfiedBy" | "explanation" | "warnings"
>;

/**
 * What an organisation owes on a day. The same history and deeds give the same duties, in whatever order they became
 * known: nothing of a former evaluation enters.
 */
export function deriveDuties(
  history: OrganizationHistory,
  activities: readonly OrganizationActivity[],
  { on, policy }: { readonly on: PlainDate; readonly policy: Policy },
): ReadonlyMap<string, DerivedDuty> {
  const stretches = stretchesOf(history, on);
  const isEnded = history.endedOn !== null && history.endedOn < on;
  const owed = stretches.flatMap((stretch, index) => {
    const isLast = index === stretches.length - 1;
    const until = stretch.to !== null && stretch.to < on ? stretch.to : on;
    const { obligations } = evaluateOrganization(ruleContext(until, policy), {
      ...stretch.facts,
      recordsSince: stretch.from,
      activities: activities.filter((activity) => activity.on <= on),
    });
    return obligations.filter((obligation) => belongs(obligation, stretch, { isLast, on }));
  });
  const derived = owed.map((obligation) => described(obligation, on));
  // Nobody is left to fulfil what an organisation owed when it ended.
  const lasting = isEnded ? derived.filter(({ state }) => state === "satisfied" || state === "late") : derived;
  return new Map(lasting.map((duty) => [duty.dutyId, duty]));
}

/** A period counts where it ends while the facts still hold; what has a cause of its own is judged by the present facts. */
function belongs(
  { cause, due }: Obligation,
  { to }: FactsInStretch,
  { isLast, on }: { isLast: boolean; on: PlainDate },
): boolean {
  if (cause !== null) return isLast;
  return to === null || to >= on || due === null || due <= to;
}

function described(obligation: Obligation, on: PlainDate): DerivedDuty {
  const { key, ruleId, what, due, satisfiedBy, explanation } = obligation;
  return {
    dutyId: dutyIdOf(key),
    ruleId,
    edition: explanation.edition,
    what,
    due,
    state: stateOn(obligation, on),
    satisfiedBy: satisfiedBy.map((fact) => ({ ...fact })),
    explanation: explanation.text,
    warnings: [...explanation.warnings],
  };
}

/** A stretch that has ended was evaluated as of its last day; whether its duties are overdue is a matter of today. */
function stateOn({ status, due }: Obligation, on: PlainDate): DutyState {
  if (status === "satisfied" || status === "late") return status;
  return due !== null && on > due ? "overdue" : "open";
}
