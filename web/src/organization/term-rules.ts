import { organizationKinds } from "../../../lib/shared/organization-kinds.ts";
import { todayOnCampus } from "../terms/dates.ts";
import { useTerms, useTermsOf } from "../terms/language.tsx";
import { organizationLife } from "../terms/organization-life.ts";
import type { FormRule } from "./form-rules.ts";
import type { Organization } from "./organization-rules.ts";

export interface RenewValues {
  readonly electedOn: string;
  readonly startedOn: string;
  readonly document?: string;
}

export interface ExtendValues {
  readonly until: string;
  readonly reason: string;
  readonly document: string;
}

/** Whether this kind is elected for a term; the rules themselves stay with the server. */
export function hasTerm({ kind }: Organization): boolean {
  const { role } = organizationKinds[kind];
  return role === "committee" || role === "general_branch" || role === "branch";
}

/** What the two forms about a term check before they send. */
export function useTermRules() {
  const { form } = useTerms();
  const texts = useTermsOf(organizationLife);
  const rule = (label: string, check: (value: string) => string | undefined = () => undefined): FormRule[] => [
    {
      async validator(_, value) {
        const text = value === undefined || value === null ? "" : String(value).trim();
        const reason = text === "" ? form.required(label) : check(text);
        if (reason !== undefined) throw new Error(reason);
      },
    },
  ];
  const past = (value: string) => (value > todayOnCampus() ? form.future : undefined);
  return {
    electedOn: rule(texts.electedOn, past),
    startedOn: rule(texts.startedOn, past),
    until: rule(texts.until),
    reason: rule(texts.extendReason, (value) => (value.length < 2 ? form.tooShort(2) : undefined)),
    document: rule(texts.document, (value) => (value.length < 2 ? form.tooShort(2) : undefined)),
  };
}

export function toRenewal({ electedOn, startedOn, document }: RenewValues, { organizationId, version }: Organization) {
  const named = document?.trim() ?? "";
  return {
    params: { organizationId },
    body: { electedOn, startedOn, version, ...(named !== "" && { document: named }) },
  };
}

export function toExtension({ until, reason, document }: ExtendValues, { organizationId, version }: Organization) {
  return { params: { organizationId }, body: { until, reason, document, version } };
}
