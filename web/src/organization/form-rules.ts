import { useMemo } from "react";
import { todayOnCampus } from "../terms/dates.ts";
import { useTerms } from "../terms/language.tsx";
import type { Terms } from "../terms/zh.ts";
import { lengthOf, limits } from "./organization-rules.ts";

/** A rule in the form that both UI libraries take. */
export interface FormRule {
  validator(rule: unknown, value: unknown): Promise<void>;
}

type Check = (value: string) => string | undefined;

function ruleOf(check: Check): FormRule[] {
  return [
    {
      async validator(_, value) {
        const reason = check(value === undefined || value === null ? "" : String(value));
        if (reason !== undefined) throw new Error(reason);
      },
    },
  ];
}

function textRule(terms: Terms, label: string, minimum: number, maximum: number): FormRule[] {
  return ruleOf((value) => {
    const length = lengthOf(value);
    if (length === 0) return terms.form.required(label);
    if (length < minimum) return terms.form.tooShort(minimum);
    return length > maximum ? terms.form.tooLong(maximum) : undefined;
  });
}

function wholeNumberRule(terms: Terms, minimum: number, maximum: number): FormRule[] {
  return ruleOf((value) => {
    const isFine = value === "" || (/^\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum);
    return isFine ? undefined : terms.form.years(minimum, maximum);
  });
}

function pastDateRule(terms: Terms, label: string): FormRule[] {
  return ruleOf((value) => {
    if (value === "") return terms.form.required(label);
    return value > todayOnCampus() ? terms.form.future : undefined;
  });
}

function rulesIn(terms: Terms) {
  const { organization: texts, form } = terms;
  return {
    name: textRule(terms, texts.name, limits.minimumName, limits.name),
    shortName: textRule(terms, texts.shortName, limits.minimumName, limits.shortName),
    reason: textRule(terms, texts.reason, limits.minimumReason, limits.reason),
    kind: ruleOf((value) => (value === "" ? form.choose(texts.kind) : undefined)),
    parentId: ruleOf((value) => (value === "" ? form.choose(texts.newParent) : undefined)),
    establishedOn: pastDateRule(terms, texts.establishedOn),
    termYears: wholeNumberRule(terms, limits.minimumTerm, limits.term),
  };
}

export function useFormRules() {
  const terms = useTerms();
  return useMemo(() => rulesIn(terms), [terms]);
}
