import { addDays, type PlainDate } from "../rules/calendar/plain-date.ts";
import { evaluateOrganization } from "../rules/evaluate/evaluate-organization.ts";
import type { OrganizationActivity, OrganizationRelation } from "../rules/facts/organization-facts.ts";
import type { Obligation } from "../rules/finding.ts";
import type { Policy } from "../rules/policy.ts";
import { ruleContext } from "../rules/rule-context.ts";
import { type Duty, dutyIdOf } from "./duty.ts";
import type { DutyState } from "./duty-states.ts";
import { type FactsInStretch, type OrganizationHistory, stretchesOf } from "./organization-history.ts";

/** What the rules say about one duty on a day; who was reminded or let off is not theirs to say. */
export type DerivedDuty = Pick<
  Duty,
  "dutyId" | "ruleId" | "edition" | "what" | "due" | "state" | "satisfiedBy" | "explanation" | "warnings"
>;

interface DerivationTerms {
  readonly on: PlainDate;
  readonly policy: Policy;
  /** Members on their way to or from the organisation. */
  readonly relations?: readonly OrganizationRelation[];
}

/**
 * What an organisation owes on a day. The same history and deeds give the same duties, in whatever order they became
 * known: nothing of a former evaluation enters.
 */
export function deriveDuties(
  history: OrganizationHistory,
  activities: readonly OrganizationActivity[],
  { on, policy: university, relations = [] }: DerivationTerms,
): ReadonlyMap<string, DerivedDuty> {
  const policy: Policy = { ...university, overrides: [...university.overrides, ...history.ownLimits] };
  const known = activities.filter((activity) => activity.on <= on);
  const judged = stretchesOf(history, on).map((stretch): Judged => {
    const until = stretch.to !== null && stretch.to < on ? stretch.to : on;
    const { obligations } = evaluateOrganization(ruleContext(until, policy), {
      ...stretch.facts,
      recordsSince: history.judgedFrom,
      activities: known,
      relations: [...relations],
    });
    return { stretch, owed: new Map(obligations.map((obligation) => [obligation.key, obligation])) };
  });
  const owed = judged.flatMap((one) =>
    [...one.owed.values()].filter((obligation) => belongs(obligation, one, judged, on)),
  );
  const derived = owed.map((obligation) => described(obligation, on));
  // Nobody is left to fulfil what an organisation owed when it ended.
  const isEnded = history.endedOn !== null && history.endedOn < on;
  const lasting = isEnded ? derived.filter(({ state }) => state === "satisfied" || state === "late") : derived;
  return new Map(lasting.map((duty) => [duty.dutyId, duty]));
}

/** What the facts of a stretch would make the organisation owe, had they always been so. */
interface Judged {
  readonly stretch: FactsInStretch;
  readonly owed: ReadonlyMap<string, Obligation>;
}

const holdsOn = ({ stretch }: Judged, day: PlainDate) =>
  stretch.from <= day && (stretch.to === null || day <= stretch.to);

/**
 * A period is owed by whoever the organisation was at its beginning and still is at its end, so that a committee elected
 * in mid-month begins with the next one. What has a cause of its own is judged by the present facts.
 */
function belongs(obligation: Obligation, own: Judged, all: readonly Judged[], on: PlainDate): boolean {
  const { key, cause, due } = obligation;
  if (cause !== null) return own === all.at(-1);
  const end = due !== null && due < on ? due : on;
  const first = beginningOf(obligation);
  const isOwedAtFirst = first === null || all.some((one) => holdsOn(one, first) && one.owed.has(key));
  return (
    isOwedAtFirst && (holdsOn(own, end) || (own === all.at(-1) && own.stretch.to !== null && end > own.stretch.to))
  );
}

function beginningOf({ explanation }: Obligation): PlainDate | null {
  const period = explanation.arithmetic.find((step) => step.kind === "period");
  return period === undefined ? null : addDays(period.from, 1);
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
