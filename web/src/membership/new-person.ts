import type { RequestOf } from "../api/contract.ts";
import { changedFields, type FieldTexts } from "./field-input.ts";
import type { FieldName } from "./person-fields.ts";

type NewPerson = RequestOf<"POST /api/people">["body"];

/** The form for a new person: branch, stage and id number, and fields by their names. */
export interface NewPersonValues extends FieldTexts {
  readonly organizationId: string;
  readonly stage: NewPerson["stage"];
  readonly idNumber: string;
}

const always: readonly FieldName[] = ["name", "campus_id", "ethnicity", "mobile_phone"];
const dates = ["application_date", "activist_date", "target_date", "admission_date", "conversion_date"] as const;
const datesBy: Readonly<Record<NewPerson["stage"], number>> = {
  applicant: 1,
  activist: 2,
  development_target: 3,
  probationary_member: 4,
  full_member: 5,
};

export const registrableStages = Object.keys(datesBy) as NewPerson["stage"][];

/** What is asked at registration: who it is, and the dates that the stage already has. The rest is entered later. */
export function fieldsAskedFor(stage: NewPerson["stage"] | undefined): readonly FieldName[] {
  return stage === undefined ? always : [...always, ...dates.slice(0, datesBy[stage])];
}

export function toNewPerson({
  organizationId,
  stage,
  idNumber,
  ...texts
}: NewPersonValues): RequestOf<"POST /api/people"> {
  const asked = Object.fromEntries(fieldsAskedFor(stage).map((field) => [field, texts[field] ?? ""]));
  return { body: { organizationId, stage, idNumber, fields: { ...changedFields({}, asked), name: texts.name ?? "" } } };
}
