import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { termRule } from "../rules/evaluate/organization-term.ts";
import { OrganizationFacts, type OrganizationKind as RuleKind } from "../rules/facts/organization-facts.ts";
import { findRule, getLimit } from "../rules/find-rule.ts";
import type { Override, Policy } from "../rules/policy.ts";
import { type OrganizationKind, organizationKinds } from "../shared/organization-kinds.ts";
import { idsOnPath, type Organization } from "./organization.ts";

/**
 * What the rules know an organisation as; null: they say nothing of it. People of a functional branch belong elsewhere as
 * those of a temporary one do, so that neither has a size or a term.
 */
export function ruleKindOf(kind: OrganizationKind): RuleKind | null {
  switch (organizationKinds[kind].role) {
    case "committee":
      return kind === "university_committee" ? "university_committee" : "grassroots_committee";
    case "general_branch":
      return "general_branch";
    case "branch":
      return "branch";
    case "branch_without_membership":
      return "temporary_branch";
    case "group":
      return null;
  }
}

/** Organisations of departments stand directly below the university's committee and have longer terms (UNI-07). */
function isDepartmentLevel({ kind, path }: Pick<Organization, "kind" | "path">): boolean {
  const hasForm = kind === "grassroots_committee" || kind === "general_branch" || kind === "direct_branch";
  return hasForm && idsOnPath(path).length === 2;
}

/** The organisation in the words of the rules, as far as its own item tells; undefined where no rule speaks of its kind. */
export function ruleFactsOf(organization: Organization, on: PlainDate): OrganizationFacts | undefined {
  const kind = ruleKindOf(organization.kind);
  if (kind === null) return undefined;
  const { organizationId, memberCount, fullMemberCount, committeeSize, termStartedOn, termExtendedTo } = organization;
  return OrganizationFacts.parse({
    id: organizationId,
    kind,
    isDepartmentLevel: isDepartmentLevel(organization),
    // What it did is not in its item, so no period is judged.
    recordsSince: on,
    fullMembers: fullMemberCount,
    probationaryMembers: Math.max(0, memberCount - fullMemberCount),
    hasCommittee: (committeeSize ?? 0) > 0,
    ...(termStartedOn !== null && {
      term: {
        startedOn: termStartedOn,
        ...(termExtendedTo !== null && { shiftedTo: termExtendedTo, isShiftApproved: true }),
      },
    }),
  });
}

/** How many years a term that begins on a day lasts at most, and by which rule; undefined: this kind has no term. */
export function longestTerm(facts: OrganizationFacts, startedOn: PlainDate, policy: Policy) {
  const named = termRule(facts);
  const resolved = named && findRule(named.ruleId, { on: startedOn, policy, acceptsEarlierCause: true });
  if (!resolved) return undefined;
  return { ...named, resolved, years: getLimit(resolved, named.limit).value };
}

/** A term that was set shorter than the rules allow here ends by its own number; undefined: the rules' number binds. */
export function ownTermLimit(
  policy: Policy,
  organization: Organization,
  facts: OrganizationFacts,
): Override | undefined {
  const { termYears } = organization;
  const startedOn = facts.term?.startedOn;
  if (termYears === null || startedOn === undefined) return undefined;
  const longest = longestTerm(facts, startedOn, policy);
  if (longest === undefined || termYears >= longest.years) return undefined;
  const { ruleId, limit } = longest;
  return { ruleId, limit, value: termYears, since: startedOn, decidedBy: "本届任期" };
}

export function withOwnTerm(policy: Policy, organization: Organization, facts: OrganizationFacts): Policy {
  const own = ownTermLimit(policy, organization, facts);
  return own === undefined ? policy : { ...policy, overrides: [...policy.overrides, own] };
}
