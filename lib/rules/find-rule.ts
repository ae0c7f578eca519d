import { type Bilingual, both } from "./bilingual.ts";
import type { PlainDate } from "./calendar/plain-date.ts";
import { getRule } from "./catalogue.ts";
import type { Edition, EditionId } from "./data/regulations.ts";
import { editionInForce, editionsOf, getEdition } from "./edition.ts";
import type { Limit } from "./limit.ts";
import { nationalPolicy, type Override, type Policy } from "./policy.ts";
import { isSettingRule, type Provision, type Rule, type RuleId, ruleWarning } from "./rule.ts";
import { RuleError } from "./rule-error.ts";

/** A limit as it binds here: the regulation's number, or the university's own in its place. */
export interface BindingLimit extends Limit {
  readonly regulation: Limit;
  readonly override: Override | null;
}

/** A rule as one edition has it, with what the university decided about it. */
export interface ResolvedRule {
  readonly rule: Rule;
  readonly edition: Edition;
  readonly provision: Provision;
  readonly statement: Bilingual;
  readonly limits: Readonly<Record<string, BindingLimit>>;
  readonly reading: string | null;
  readonly isSetting: boolean;
  readonly warnings: readonly Bilingual[];
}

export interface RuleQuery {
  /** The day of the cause: the edition in force on it applies. */
  readonly on: PlainDate;
  /** The edition that a case runs under, for rules of the same regulation. */
  readonly edition?: EditionId | undefined;
  readonly policy?: Policy;
  /** Judge a cause older than the first stored edition by that edition, and say so. */
  readonly acceptsEarlierCause?: boolean;
}

function editionNotice({ publishedOn, effectiveFrom }: Edition, on: PlainDate): Bilingual | null {
  if (!publishedOn || on < effectiveFrom || on >= publishedOn) return null;
  return both(
    `该版自 ${effectiveFrom} 施行，${publishedOn} 才公开，其间的步骤请人工核对。`,
    `This edition is in force since ${effectiveFrom} and was public only on ${publishedOn}: check steps in between.`,
  );
}

function bindingLimit(
  rule: Rule,
  name: string,
  limit: Limit,
  { on, policy = nationalPolicy }: RuleQuery,
): BindingLimit {
  const override = policy.overrides
    .filter(({ ruleId, limit: named, since }) => ruleId === rule.id && named === name && since <= on)
    .sort((left, right) => left.since.localeCompare(right.since) || left.value - right.value)
    .at(-1);
  const over = override?.over ?? limit.over;
  return {
    ...limit,
    value: override?.value ?? limit.value,
    ...(over === undefined ? {} : { over }),
    regulation: limit,
    override: override ?? null,
  };
}

function readingOf(rule: Rule, { on, policy = nationalPolicy }: RuleQuery): string | null {
  const chosen = policy.readings
    .filter(({ ruleId, since }) => ruleId === rule.id && since <= on)
    .sort((left, right) => left.since.localeCompare(right.since))
    .at(-1);
  return chosen?.option ?? rule.choice?.default ?? null;
}

function applicableEdition(rule: Rule, query: RuleQuery): { edition: Edition; note: Bilingual | null } | null {
  const [first] = rule.provisions;
  if (!first) throw new RuleError("unknown_edition", `rule ${rule.id} cites no edition`);
  const { regulation } = getEdition(first.edition);
  if (query.edition && getEdition(query.edition).regulation === regulation) {
    return { edition: getEdition(query.edition), note: null };
  }
  const inForce = editionInForce(regulation, query.on, query.policy?.editionStarts);
  if (inForce) return { edition: inForce, note: editionNotice(inForce, query.on) };
  const [oldest] = editionsOf(regulation);
  if (!oldest || !query.acceptsEarlierCause) return null;
  const note = both(
    `起因 ${query.on} 早于所存最早版本（${oldest.effectiveFrom}），按该版本处理。`,
    `The cause ${query.on} is older than the first stored edition (${oldest.effectiveFrom}); that edition is applied.`,
  );
  return { edition: oldest, note };
}

/**
 * A rule as it was in force on the day of its cause. Null when no stored edition was in force on that day or when that
 * edition does not have the rule; throws `unknown_rule` for an id that does not exist.
 */
export function findRule(id: RuleId, query: RuleQuery): ResolvedRule | null {
  const rule = getRule(id);
  const applicable = applicableEdition(rule, query);
  const provision = rule.provisions.find(({ edition }) => edition === applicable?.edition.id);
  if (!applicable || !provision) return null;
  const limits = Object.entries(provision.limits ?? rule.limits).map(
    ([name, limit]) => [name, bindingLimit(rule, name, limit, query)] as const,
  );
  return {
    rule,
    edition: applicable.edition,
    provision,
    statement: provision.statement ?? rule.statement,
    limits: Object.fromEntries(limits),
    reading: readingOf(rule, query),
    isSetting: isSettingRule(rule),
    warnings: [ruleWarning(rule), applicable.note].filter((warning) => warning !== null),
  };
}

/** Throws `unknown_limit` when the edition's rule has no number of this name. */
export function getLimit({ rule, edition, limits }: ResolvedRule, name: string): BindingLimit {
  const limit = limits[name];
  if (!limit) throw new RuleError("unknown_limit", `${rule.id} of ${edition.id} has no number "${name}"`);
  return limit;
}
