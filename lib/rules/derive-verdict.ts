import type { Arithmetic } from "./arithmetic.ts";
import type { Bilingual } from "./bilingual.ts";
import type { About } from "./derive-obligation.ts";
import { explain } from "./explain.ts";
import { type BindingLimit, getLimit, type ResolvedRule } from "./find-rule.ts";
import { type FactReference, findingKey, type Verdict } from "./finding.ts";
import { holds } from "./limit.ts";
import { computeDate, type RuleContext, ruleAt } from "./rule-context.ts";

export function levelOf(limit: BindingLimit | null, resolved: ResolvedRule): Verdict["level"] {
  return limit?.isNormally || resolved.isSetting ? "attention" : "breach";
}

interface Judged extends About {
  readonly occasion: string;
  readonly about?: readonly FactReference[];
}

/** A verdict on a rule without figures, or with figures of its own. */
export function verdict(
  resolved: ResolvedRule,
  { ruleId, subject, occasion, about = [], message }: Judged,
  {
    arithmetic = [],
    limit = null,
    warnings = [],
  }: { arithmetic?: readonly Arithmetic[]; limit?: BindingLimit | null; warnings?: readonly Bilingual[] } = {},
): Verdict {
  return {
    type: "verdict",
    key: findingKey(ruleId, subject, occasion),
    ruleId,
    subject,
    level: levelOf(limit, resolved),
    message: message ?? resolved.statement,
    about,
    explanation: explain(resolved, arithmetic, warnings),
  };
}

interface Bound extends About {
  readonly limit: string;
  readonly value: number;
  /** With it the limit is a share of this number. */
  readonly of?: number;
  readonly at?: FactReference;
}

/** A verdict when a number offends its limit; null when it keeps it or the edition has no such rule. */
export function bound(context: RuleContext, input: Bound): Verdict | null {
  const { ruleId, edition, limit: name, value, of, at } = input;
  const resolved = ruleAt(context, ruleId, { on: at?.on ?? context.on, edition });
  if (!resolved) return null;
  const limit = getLimit(resolved, name);
  if (holds(value, limit, of)) return null;
  const arithmetic: Arithmetic =
    of === undefined
      ? { kind: "comparison", left: value, limit, isHeld: false }
      : { kind: "share", part: value, whole: of, limit, isHeld: false };
  const judged = { ...input, occasion: at ? `${name}/${at.fact}@${at.on}` : name, about: at ? [at] : [] };
  return verdict(resolved, judged, { arithmetic: [arithmetic], limit });
}

interface Wait extends About {
  readonly limit: string;
  readonly cause: FactReference;
  readonly event: FactReference;
}

/** A verdict when an event came before the shortest time since its cause had passed. */
export function tooEarly(context: RuleContext, input: Wait): Verdict | null {
  const { ruleId, edition, limit, cause, event } = input;
  const resolved = ruleAt(context, ruleId, { on: cause.on, edition });
  if (!resolved) return null;
  const earliest = computeDate(context, resolved, { limit, from: cause.on, reading: "latest" });
  if (event.on >= earliest.date) return null;
  const judged = { ...input, occasion: `${event.fact}@${event.on}`, about: [cause, event] };
  return verdict(resolved, judged, {
    arithmetic: [earliest.arithmetic],
    limit: earliest.limit,
    warnings: earliest.warnings,
  });
}
