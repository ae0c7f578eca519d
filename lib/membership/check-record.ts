import { checkMembership } from "../roster/check-membership.ts";
import { checkPerson } from "../roster/check-person.ts";
import type { RosterField } from "../roster/columns.ts";
import { birthDigits, genderOf } from "../roster/id-number.ts";
import { nationalNumbers } from "../roster/national-numbers.ts";
import { earliest } from "../roster/partial-date.ts";
import { ROSTER_REASONS, type RosterReason } from "../roster/reasons.ts";
import type { MemberCategory } from "../roster/vocabulary.ts";
import { AppError, type FieldError } from "../shared/errors.ts";
import { dateFields, fieldNames, type PersonFields } from "./person-fields.ts";
import type { Stage } from "./stage.ts";

export interface RecordToCheck {
  readonly fields: PersonFields;
  readonly stage: Stage;
  /** Absent when it was checked before and is not at hand in clear. */
  readonly idNumber?: string;
}

/** What the id number says for certain: it is never entered a second time. */
export function readIdNumber(idNumber: string): { birth_date: string; gender: PersonFields["gender"] } {
  const digits = birthDigits(idNumber);
  const birth_date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return { birth_date, gender: genderOf(idNumber) };
}

/** Refuses a record that offends the rules by which rosters are judged, with every fault by its field. */
export function refuseFaultyRecord(record: RecordToCheck, asOf: string): void {
  const errors = faultsOf(record, asOf);
  if (errors.length > 0) throw new AppError("validation_failed", { errors });
}

function faultsOf({ fields, stage, idNumber }: RecordToCheck, asOf: string): FieldError[] {
  const errors: FieldError[] = [];
  const reject = (field: RosterField, reason: RosterReason) => {
    errors.push({ field: placeOf(field), reason: ROSTER_REASONS[reason] });
  };
  const findings = {
    problems: [],
    warnings: [],
    reject,
    warn: () => {},
    hasProblem: (field: RosterField) => errors.some((error) => error.field === placeOf(field)),
  };
  for (const field of dateFields) {
    const date = fields[field];
    if (date !== null && earliest(date) > asOf) reject(field, "future_date");
  }
  const draft = {
    ...fields,
    age: null,
    branch_name: null,
    id_number: idNumber ?? null,
    member_category: categoryOf(stage),
  };
  if (idNumber !== undefined) checkPerson(draft, asOf, findings);
  const { birth_date } = fields;
  const numbers = nationalNumbers;
  checkMembership(draft, { asOf, numbers, ...(birth_date.length === 10 && { birthDate: birth_date }) }, findings);
  return errors;
}

/** After an end the dates of the way there stay and are judged no more. */
function categoryOf(stage: Stage): MemberCategory | null {
  switch (stage) {
    case "applicant":
    case "activist":
    case "development_target":
    case "probationary_member":
    case "full_member":
      return stage;
    default:
      return null;
  }
}

function placeOf(field: RosterField): string {
  if (field === "id_number") return "body.idNumber";
  return (fieldNames() as readonly string[]).includes(field) ? `body.fields.${field}` : `body.${field}`;
}
