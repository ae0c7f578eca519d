import { birthDigits, genderOf } from "./id-number.ts";
import { addYears, agree, type PartialDate, parseDate } from "./partial-date.ts";
import type { RosterDraft } from "./roster-row.ts";
import type { RowFindings } from "./row-findings.ts";
import type { Gender } from "./vocabulary.ts";

/** What the ID number says for certain. */
export interface Person {
  readonly birthDate: string;
  readonly gender: Gender;
}

const OLDEST_AGE = 130;

function readBirthDate(idNumber: string, asOf: string): PartialDate | undefined {
  const date = parseDate(birthDigits(idNumber));
  return date !== undefined && date <= asOf && date > addYears(asOf, -OLDEST_AGE) ? date : undefined;
}

/** Compares name, ID number, birth date and sex of one row; gives the person when the ID number is sound. */
export function checkPerson(draft: RosterDraft, asOf: string, findings: RowFindings): Person | undefined {
  if (draft.name === null && !findings.hasProblem("name")) findings.reject("name", "missing_name");
  if (draft.id_number === null) {
    if (!findings.hasProblem("id_number")) findings.reject("id_number", "missing_id_number");
    return undefined;
  }
  const birthDate = readBirthDate(draft.id_number, asOf);
  if (birthDate === undefined) {
    findings.reject("id_number", "id_number_birth_date");
    return undefined;
  }
  const gender = genderOf(draft.id_number);
  if (draft.birth_date !== null && !agree(draft.birth_date, birthDate)) {
    findings.reject("birth_date", "birth_date_mismatch");
  }
  if (draft.gender !== null && draft.gender !== gender) findings.reject("gender", "gender_mismatch");
  return { birthDate, gender };
}
