import { type Arithmetic, arithmeticText } from "./arithmetic.ts";
import { type Bilingual, both, chineseNumber } from "./bilingual.ts";
import { getEdition, regulationOf } from "./edition.ts";
import type { BindingLimit, ResolvedRule } from "./find-rule.ts";
import { limitText } from "./limit.ts";
import type { Confidence, Provision, RuleId } from "./rule.ts";

/** Why a date or a verdict is what it is. `text` is ready for a screen; the rest is for a test or a detailed view. */
export interface Explanation {
  readonly ruleId: RuleId;
  readonly edition: string;
  readonly confidence: Confidence;
  readonly citation: Bilingual;
  readonly arithmetic: readonly Arithmetic[];
  readonly overrides: readonly Bilingual[];
  readonly warnings: readonly Bilingual[];
  readonly text: Bilingual;
}

/** "《支部条例》第十一条（2018）" / "Branch Regulations (2018), Art. 11". */
export function citation({ edition, article, item }: Provision): Bilingual {
  const { shortTitle } = regulationOf(edition);
  const { year } = getEdition(edition);
  if (year === 0) return shortTitle;
  const zhArticle = article === undefined ? "" : `第${chineseNumber(article)}条`;
  const zhItem = item === undefined ? "" : `第${item}项`;
  const enArticle = article === undefined ? "" : `, Art. ${article}`;
  const enItem = item === undefined ? "" : `, item ${item}`;
  return both(
    `《${shortTitle.zh}》${zhArticle}${zhItem}（${year}）`,
    `${shortTitle.en} (${year})${enArticle}${enItem}`,
  );
}

function overrideText(limit: BindingLimit): Bilingual | null {
  const { override } = limit;
  if (!override) return null;
  const own = limitText(limit);
  const regulation = limitText(limit.regulation);
  const word = limit.setting ? both("本校设定", "set here") : both("本校规定更严", "stricter here");
  return both(
    `${word.zh}：${own.zh}（${override.decidedBy}，${override.since} 起；原为${regulation.zh}）`,
    `${word.en}: ${own.en} (${override.decidedBy}, since ${override.since}; otherwise ${regulation.en})`,
  );
}

const notFromFullText: Partial<Record<Confidence, Bilingual>> = {
  quoted: both("依据为多处转引，未见全文", "quoted by several sources, full text not read"),
  single_source: both("依据仅一处来源", "read in one source only"),
};

/** Joins figures, citation, the university's own numbers, and warnings. `extra` are warnings of this one computation. */
export function explain(
  resolved: ResolvedRule,
  arithmetic: readonly Arithmetic[],
  extra: readonly Bilingual[] = [],
): Explanation {
  const { rule, edition, provision } = resolved;
  const cited = citation(provision);
  const overrides = Object.values(resolved.limits)
    .map(overrideText)
    .filter((text) => text !== null);
  const standing = notFromFullText[rule.confidence];
  const warnings = [...resolved.warnings, ...(standing ? [standing] : []), ...extra];
  const parts = [...arithmetic.map(arithmeticText), cited, ...overrides];
  const join = (language: keyof Bilingual, separator: string, [open, close]: readonly [string, string]) =>
    parts.map((part) => part[language]).join(separator) +
    warnings.map((warning) => `${open}${warning[language]}${close}`).join("");
  return {
    ruleId: rule.id,
    edition: edition.id,
    confidence: rule.confidence,
    citation: cited,
    arithmetic,
    overrides,
    warnings,
    text: { zh: join("zh", "；", ["（提示：", "）"]), en: join("en", "; ", [" (note: ", ")"]) },
  };
}
