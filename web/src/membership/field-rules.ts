import type { MembershipTerms } from "../terms/membership.ts";
import { readDate } from "./field-input.ts";
import { type FieldName, kindOf } from "./person-fields.ts";

/** A rule in the form that both UI libraries take. */
export interface FieldRule {
  validator(rule: unknown, value: unknown): Promise<void>;
}

/** What a form checks before it sends; everything else is judged by the server, and its reasons come to the fields. */
export function rulesOf(field: FieldName, texts: MembershipTerms): FieldRule[] {
  return [
    {
      async validator(_, value) {
        const text = typeof value === "string" ? value.trim() : "";
        if (field === "name" && text === "") throw new Error(texts.required(texts.fields.name));
        if (kindOf(field) === "date" && text !== "" && readDate(text) === undefined) throw new Error(texts.dateWrong);
      },
    },
  ];
}

export function requiredRule(reason: string): FieldRule[] {
  return [
    {
      async validator(_, value) {
        if (typeof value !== "string" || value.trim() === "") throw new Error(reason);
      },
    },
  ];
}
