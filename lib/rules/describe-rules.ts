import type { Bilingual } from "./bilingual.ts";
import type { PlainDate } from "./calendar/plain-date.ts";
import { allRules } from "./catalogue.ts";
import { getEdition } from "./edition.ts";
import { citation } from "./explain.ts";
import { type BindingLimit, findRule, type ResolvedRule } from "./find-rule.ts";
import { type Following, followingOf } from "./following.ts";
import { limitText } from "./limit.ts";
import { nationalPolicy, type Override, type Policy } from "./policy.ts";
import {
  type Confidence,
  isSettingRule,
  type Rule,
  type RuleId,
  type RuleKind,
  ruleWarning,
  type SubjectKind,
} from "./rule.ts";

/** A number that an administrator may choose, with the warning that it is not national. */
export interface Setting {
  readonly limit: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly warning: Bilingual;
}

export interface DescribedLimit {
  readonly name: string;
  readonly text: Bilingual;
  readonly override: Override | null;
}

/** A row of the rule browser and of the generated document. */
export interface DescribedRule {
  readonly id: RuleId;
  readonly subject: SubjectKind;
  readonly kind: RuleKind;
  readonly trigger: string | null;
  readonly statement: Bilingual;
  readonly limits: readonly DescribedLimit[];
  readonly citations: readonly Bilingual[];
  readonly edition: string;
  readonly effectiveFrom: PlainDate;
  /** False where the edition of the day does not have the rule; the row then shows the newest that has it. */
  readonly isInForce: boolean;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
  readonly warnings: readonly Bilingual[];
  readonly settings: readonly Setting[];
  readonly readings: Readonly<Record<string, Bilingual>>;
  readonly reading: string | null;
  readonly following: Following;
}

/** The last provision as if in force, for a day on which no stored edition has the rule. */
function newest(rule: Rule, policy: Policy): ResolvedRule | null {
  const provision = rule.provisions.at(-1);
  if (!provision) return null;
  return findRule(rule.id, { on: getEdition(provision.edition).effectiveFrom, edition: provision.edition, policy });
}

function settingsOf(rule: Rule, limits: readonly (readonly [string, BindingLimit])[]): Setting[] {
  const warning = ruleWarning(rule);
  return limits.flatMap(([limit, { setting, regulation }]) =>
    setting && warning ? [{ limit, default: regulation.value, min: setting.min, max: setting.max, warning }] : [],
  );
}

/** Of further articles in the same regulation only those of the same edition. */
function citations({ also }: Rule, { provision, edition }: ResolvedRule): Bilingual[] {
  const same = also.filter(
    (other) => other.edition === edition.id || getEdition(other.edition).regulation !== edition.regulation,
  );
  return [provision, ...same].map(citation);
}

function describe(rule: Rule, on: PlainDate, policy: Policy): DescribedRule[] {
  const inForce = findRule(rule.id, { on, policy });
  const resolved = inForce ?? newest(rule, policy);
  if (!resolved) return [];
  const limits = Object.entries(resolved.limits);
  return [
    {
      id: rule.id,
      subject: rule.subject,
      kind: rule.kind,
      trigger: rule.trigger ?? null,
      statement: resolved.statement,
      limits: limits.map(([name, limit]) => ({ name, text: limitText(limit), override: limit.override })),
      citations: citations(rule, resolved),
      edition: resolved.edition.id,
      effectiveFrom: resolved.edition.effectiveFrom,
      isInForce: inForce !== null,
      confidence: rule.confidence,
      sources: rule.sources,
      warnings: resolved.warnings,
      settings: isSettingRule(rule) ? settingsOf(rule, limits) : [],
      readings: rule.choice?.options ?? {},
      reading: resolved.reading,
      following: followingOf(rule),
    },
  ];
}

/** Every rule as it stands on a day under a policy, in the order of the sections. */
export function describeRules(on: PlainDate, policy: Policy = nationalPolicy): readonly DescribedRule[] {
  return allRules.flatMap((rule) => describe(rule, on, policy));
}
