import type { PlainDate } from "../../../../lib/rules/calendar/plain-date.ts";
import type { ApplicationFactsInput } from "../../../../lib/rules/facts/application-facts.ts";
import type { OrganizationFactsInput } from "../../../../lib/rules/facts/organization-facts.ts";
import type { Finding, Obligation, Verdict } from "../../../../lib/rules/finding.ts";
import type { PolicyInput } from "../../../../lib/rules/policy.ts";
import type { RuleId } from "../../../../lib/rules/rule.ts";

type Expected = Partial<Pick<Obligation, "due" | "status">> &
  Partial<Pick<Verdict, "level">> & { readonly key?: string };

/** One hand-checked case: facts, a day, and what the rule must find (null: nothing). */
export interface RuleCase {
  readonly ruleId: RuleId;
  readonly title: string;
  /** Rules without findings of their own that decide this case. */
  readonly covers?: readonly RuleId[];
  readonly on: PlainDate;
  readonly policy?: PolicyInput;
  readonly organization?: OrganizationFactsInput;
  readonly application?: ApplicationFactsInput;
  readonly findings?: (on: PlainDate) => readonly Finding[];
  /** The findings of this rule, by key order; each needs to match. */
  readonly expect: readonly Expected[];
}

/** A branch of ten full members with a whole committee, whose records begin on 2026-01-01. */
export function aBranch(overrides: Partial<OrganizationFactsInput> = {}): OrganizationFactsInput {
  return {
    id: "b1",
    kind: "branch",
    recordsSince: "2026-01-01",
    fullMembers: 10,
    probationaryMembers: 2,
    hasCommittee: true,
    committee: [
      { personId: "p1", posts: ["secretary"] },
      { personId: "p2", posts: ["organization_commissioner", "publicity_commissioner"] },
      { personId: "p3", posts: ["discipline_commissioner"] },
    ],
    ...overrides,
  };
}

export function aCommittee(overrides: Partial<OrganizationFactsInput> = {}): OrganizationFactsInput {
  return { ...aBranch(), id: "c1", kind: "grassroots_committee", committee: [], ...overrides };
}

type Activity = NonNullable<OrganizationFactsInput["activities"]>[number];

export function did(kind: Activity["kind"], ...days: PlainDate[]): Activity[] {
  return days.map((on) => ({ id: `${kind}@${on}`, kind, on }));
}

type StepInput = NonNullable<ApplicationFactsInput["steps"]>[number];

/** Distributes over the union, so that each step keeps the fields of its own. */
type Unnumbered<Step> = Step extends StepInput ? Omit<Step, "id"> : never;

export function anApplication(
  steps: readonly Unnumbered<StepInput>[],
  overrides: Partial<ApplicationFactsInput> = {},
): ApplicationFactsInput {
  const numbered = steps.map((step, index) => ({ ...step, id: `s${index}` }) as StepInput);
  return { id: "a1", steps: numbered, ...overrides };
}

/** A vote of thirty members due: all secret and passed unless said otherwise. */
export const passedVote = { due: 30, present: 28, yes: 27, isSecret: true, isPassed: true } as const;
