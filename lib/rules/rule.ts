import type { Bilingual } from "./bilingual.ts";
import type { EditionId } from "./data/regulations.ts";
import type { Limit } from "./limit.ts";

export type RuleId = `${"DEV" | "BR" | "ELE" | "EDU" | "UNI" | "APP" | "STD" | "DIS" | "DUE"}-${number}`;

export const subjectKinds = [
  "organization",
  "unit",
  "activity",
  "meeting",
  "election",
  "term",
  "application",
  "person",
  "transfer",
  "appraisal",
  "disclosure",
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What a rule is: a time limit, a rhythm, a lower or upper bound, a fixed number, a share, or a duty without a number. */
export type RuleKind = "deadline" | "interval" | "minimum" | "maximum" | "count" | "ratio" | "duty";

/**
 * How sure the number is: the whole regulation was read, the number was quoted by several sources or by one, it is a
 * local rule, a recollection, or the sources disagree.
 */
export type Confidence = "full_text" | "quoted" | "single_source" | "local" | "from_memory" | "conflict";

/** Where one edition says it. `limits` and `statement` only where the edition differs from the rule's own. */
export interface Provision {
  readonly edition: EditionId;
  /** Absent when the article is not confirmed or when a notice has none. */
  readonly article?: number;
  readonly item?: string;
  readonly limits?: Readonly<Record<string, Limit>>;
  readonly statement?: Bilingual;
}

/** A reading that an administrator chooses because no source settles it. */
export interface Choice {
  readonly options: Readonly<Record<string, Bilingual>>;
  readonly default: string;
}

export interface Rule {
  readonly id: RuleId;
  readonly subject: SubjectKind;
  readonly kind: RuleKind;
  /** The dated fact that starts the clock, by its name in the facts. */
  readonly trigger?: string;
  readonly statement: Bilingual;
  readonly limits: Readonly<Record<string, Limit>>;
  readonly choice?: Choice;
  readonly provisions: readonly Provision[];
  /** Further articles that say the same. */
  readonly also: readonly Provision[];
  readonly confidence: Confidence;
  readonly sources: readonly string[];
  readonly warning?: Bilingual;
}

const unsettled: Partial<Record<Confidence, Bilingual>> = {
  local: {
    zh: "此项为地方或学校做法，不是全国规定，可由管理员设定。",
    en: "This is local practice, not a national rule; an administrator may set it.",
  },
  from_memory: {
    zh: "此项未找到原文依据，使用前请核对文件，可由管理员设定。",
    en: "No text was found for this; compare it with the document first. An administrator may set it.",
  },
  conflict: {
    zh: "各来源说法不一，现按默认值处理，可由管理员设定。",
    en: "The sources disagree; the default is applied and an administrator may set it.",
  },
};

/** The warning that a rule of uncertain standing carries wherever it is shown; null for a settled rule. */
export function ruleWarning(rule: Rule): Bilingual | null {
  return rule.warning ?? unsettled[rule.confidence] ?? null;
}

/** Whether an administrator sets the rule within a range, instead of only being able to tighten it. */
export function isSettingRule(rule: Rule): boolean {
  return unsettled[rule.confidence] !== undefined;
}
