import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { addDays } from "../rules/calendar/plain-date.ts";
import type { OrganizationFactsInput } from "../rules/facts/organization-facts.ts";
import type { Override } from "../rules/policy.ts";

/** What the rules ask about an organisation, without its past: periods and deeds are added when it is evaluated. */
export type StandingFacts = Omit<OrganizationFactsInput, "recordsSince" | "activities" | "relations">;

/** From one day to another, both included; null: without end. */
export interface Stretch {
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** An organisation over time, as far as its duties depend on it. */
export interface OrganizationHistory {
  readonly organizationId: string;
  /** The organisations from the root of the tree to this one, which is the last. */
  readonly line: readonly string[];
  /** Null: the rules owe nothing for this kind (a Party group: its branch answers for its meetings). */
  readonly facts: StandingFacts | null;
  /** Earlier periods are not judged. */
  readonly judgedFrom: PlainDate;
  /** The last day of a dissolved or merged organisation. */
  readonly endedOn: PlainDate | null;
  /** When somebody held a post of its committee. */
  readonly committee: readonly Stretch[];
  readonly groups: readonly (Stretch & { readonly groupId: string })[];
  /** Branch secretaries that took the post since it is judged. */
  readonly secretaries: readonly (Stretch & { readonly holderId: string })[];
  /** Numbers that were set for this organisation alone: a term that is shorter than the rules allow. */
  readonly ownLimits: readonly Override[];
}

export interface FactsInStretch extends Stretch {
  readonly facts: StandingFacts;
}

const covers = (stretch: Stretch, day: PlainDate) => stretch.from <= day && (stretch.to === null || day <= stretch.to);

/**
 * Cuts the past where a committee or a group came or went, so that each period is judged by what the organisation was
 * then, in whatever order the appointments become known.
 */
export function stretchesOf(history: OrganizationHistory, on: PlainDate): FactsInStretch[] {
  const { facts, judgedFrom, endedOn, committee, groups, secretaries } = history;
  if (facts === null) return [];
  const starts = [...committee, ...groups]
    .flatMap(({ from, to }) => [from, ...(to === null ? [] : [addDays(to, 1)])])
    .filter((day) => day > judgedFrom && day <= on && (endedOn === null || day <= endedOn));
  const days = [...new Set([judgedFrom, ...starts])].sort();
  const cut = days.map((from, index): FactsInStretch => {
    const next = days[index + 1];
    return {
      from,
      to: next === undefined ? endedOn : addDays(next, -1),
      facts: {
        ...facts,
        ...secretariesOn(secretaries, on),
        hasCommittee: committee.some((stretch) => covers(stretch, from)),
        groupIds: groups.filter((group) => covers(group, from)).map(({ groupId }) => groupId),
      },
    };
  });
  return joined(cut);
}

/** As of the day of the evaluation: a duty of theirs is no matter of the stretch. */
function secretariesOn(
  secretaries: OrganizationHistory["secretaries"],
  on: PlainDate,
): Pick<StandingFacts, "committee" | "formerSecretaries"> {
  return {
    committee: secretaries
      .filter((held) => covers(held, on))
      .map(({ holderId, from }) => ({ personId: holderId, posts: ["secretary"], postSince: from })),
    formerSecretaries: secretaries.flatMap(({ holderId, from, to }) =>
      to !== null && to < on ? [{ personId: holderId, postSince: from, leftOn: to }] : [],
    ),
  };
}

/** One secretary after another leaves the facts as they were. */
function joined(stretches: readonly FactsInStretch[]): FactsInStretch[] {
  const result: FactsInStretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    const isSame = last !== undefined && sameFacts(last.facts, stretch.facts);
    if (isSame) result.splice(-1, 1, { ...last, to: stretch.to });
    else result.push(stretch);
  }
  return result;
}

function sameFacts(left: StandingFacts, right: StandingFacts): boolean {
  const groups = ({ groupIds = [] }: StandingFacts) => [...groupIds].sort().join();
  return left.hasCommittee === right.hasCommittee && groups(left) === groups(right);
}

/** The next day on which a committee, a secretary or a group comes or goes by itself. */
export function nextTurn(
  { committee, groups, secretaries, endedOn }: OrganizationHistory,
  on: PlainDate,
): PlainDate | null {
  if (endedOn !== null && endedOn <= on) return null;
  const days = [...committee, ...groups, ...secretaries].flatMap(({ from, to }) => [
    from,
    ...(to === null ? [] : [addDays(to, 1)]),
  ]);
  return days.filter((day) => day > on).sort()[0] ?? null;
}
