import type { Limit } from "../limit.ts";
import type { Choice, Confidence, Provision, Rule, RuleId, RuleKind, SubjectKind } from "../rule.ts";
import type { EditionId } from "./regulations.ts";

interface RuleInput {
  readonly on: SubjectKind;
  readonly is: RuleKind;
  readonly zh: string;
  readonly en: string;
  readonly at: readonly Provision[];
  readonly limits?: Readonly<Record<string, Limit>>;
  readonly also?: readonly Provision[];
  readonly trigger?: string;
  readonly choice?: Choice;
  readonly confidence?: Confidence;
  readonly from: readonly string[];
  readonly warn?: readonly [string, string];
}

export function rule(id: RuleId, input: RuleInput): Rule {
  const { on, is, zh, en, at, limits = {}, also = [], trigger, choice, confidence = "full_text", from, warn } = input;
  return {
    id,
    subject: on,
    kind: is,
    statement: { zh, en },
    limits,
    provisions: at,
    also,
    confidence,
    sources: from,
    ...(trigger === undefined ? {} : { trigger }),
    ...(choice === undefined ? {} : { choice }),
    ...(warn === undefined ? {} : { warning: { zh: warn[0], en: warn[1] } }),
  };
}

export function article(edition: EditionId, number?: number, item?: string): Provision {
  return { edition, ...(number === undefined ? {} : { article: number }), ...(item === undefined ? {} : { item }) };
}

type Change = Partial<Pick<Provision, "limits" | "statement">>;

/**
 * An article of the development rules by its number of 2026, in both editions. 2014 had one more sentence as Art. 18, so
 * that 2026 Arts. 18-39 are 2014 Arts. 19-40; 2026 Art. 40 is new; before and after, the numbers agree.
 */
export function development(number: number, in2014: Change = {}): readonly Provision[] {
  const current = article("development-2026", number);
  if (number === 40) return [current];
  const older = number >= 18 && number <= 39 ? number + 1 : number;
  return [{ ...article("development-2014", older), ...in2014 }, current];
}

/** A rule that the development rules have only since 2026. */
export function since2026(number: number): readonly Provision[] {
  return [article("development-2026", number)];
}

export const branch = (number: number): readonly Provision[] => [article("branch-2018", number)];
export const election = (number?: number): readonly Provision[] => [article("election-2020", number)];
export const education = (number: number, item?: string): readonly Provision[] => [
  article("education-2019", number, item),
];
export const university = (number: number, item?: string): readonly Provision[] => [
  article("university-2021", number, item),
];
export const practice: readonly Provision[] = [article("practice")];
