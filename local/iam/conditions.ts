import type { Conditions } from "./policy-document.ts";
import { matchesWildcard } from "./wildcard.ts";

/** Condition keys of a request. A key that several values have (`ForAllValues`) separates them by a comma. */
export type RequestContext = Readonly<Record<string, string>>;

type Compare = (wanted: string, given: string) => boolean;

const numeric =
  (compare: (given: number, wanted: number) => boolean): Compare =>
  (wanted, given) =>
    compare(Number(given), Number(wanted));

const COMPARISONS: Readonly<Record<string, Compare>> = {
  StringEquals: (wanted, given) => wanted === given,
  StringEqualsIgnoreCase: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  StringLike: matchesWildcard,
  ArnEquals: matchesWildcard,
  ArnLike: matchesWildcard,
  Bool: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  NumericEquals: numeric((given, wanted) => given === wanted),
  NumericLessThan: numeric((given, wanted) => given < wanted),
  NumericLessThanEquals: numeric((given, wanted) => given <= wanted),
  NumericGreaterThan: numeric((given, wanted) => given > wanted),
  NumericGreaterThanEquals: numeric((given, wanted) => given >= wanted),
};

const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
  NumericNotEquals: "NumericEquals",
};

interface Operator {
  readonly compare: Compare;
  readonly isNegated: boolean;
  readonly isIfExists: boolean;
  readonly quantifier: "ForAnyValue" | "ForAllValues" | undefined;
}

const parseOperator = (text: string): Operator => {
  const [, prefix, base = "", ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(.+?)(IfExists)?$/.exec(text) ?? [];
  const isNegated = Object.hasOwn(NEGATIONS, base);
  const name = isNegated ? (NEGATIONS[base] as string) : base;
  const compare = Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name] : undefined;
  if (compare === undefined) throw new Error(`Unknown condition operator ${text}: teach it in local/iam/conditions.ts`);
  return { compare, isNegated, isIfExists: ifExists !== undefined, quantifier: prefix as Operator["quantifier"] };
};

const contextValue = (context: RequestContext, key: string): string | undefined =>
  Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];

const isOperatorTrue = (operator: Operator, wanted: readonly string[], given: string | undefined): boolean => {
  // An absent key satisfies a negated operator and ForAllValues, and fails every other, as IAM documents.
  if (given === undefined) return operator.isIfExists || operator.isNegated || operator.quantifier === "ForAllValues";
  const isMatch = (value: string) => wanted.some((pattern) => operator.compare(pattern, value)) !== operator.isNegated;
  if (operator.quantifier === "ForAllValues") return given.split(",").every(isMatch);
  if (operator.quantifier === "ForAnyValue") return given.split(",").some(isMatch);
  return isMatch(given);
};

const areKeysTrue = (
  name: string,
  keys: Readonly<Record<string, readonly string[]>>,
  context: RequestContext,
): boolean => {
  if (name === "Null") {
    return Object.entries(keys).every(
      ([key, [wanted]]) => (contextValue(context, key) === undefined) === (wanted === "true"),
    );
  }
  const operator = parseOperator(name);
  return Object.entries(keys).every(([key, wanted]) => isOperatorTrue(operator, wanted, contextValue(context, key)));
};

/** All operators and all keys must hold; of the values of a key one suffices. */
export const areConditionsTrue = (conditions: Conditions, context: RequestContext): boolean =>
  Object.entries(conditions).every(([operator, keys]) => areKeysTrue(operator, keys, context));
