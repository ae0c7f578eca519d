import * as z from "zod";
import { hasValidCheckCharacter, isIdNumberFormat } from "./id-number.ts";
import {
  EDUCATION_LEVELS,
  type EducationLevel,
  GENDERS,
  type Gender,
  MEMBER_CATEGORIES,
  MEMBERSHIP_STATUSES,
  type MemberCategory,
  type MembershipStatus,
} from "./vocabulary.ts";

const identifiers = <Identifier extends string>(terms: Readonly<Record<Identifier, unknown>>) =>
  z.enum(Object.keys(terms) as [Identifier, ...Identifier[]]);

/** YYYY-MM-DD, or YYYY-MM where the source gives no day. */
export const PartialDateText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/);

export const IdNumber = z
  .string()
  .refine(isIdNumberFormat, {
    abort: true,
    params: {
      zh: "应为18位，前17位是数字，最后一位是数字或X",
      en: "Has 18 characters: 17 digits, then a digit or X",
    },
  })
  .refine(hasValidCheckCharacter, {
    params: {
      zh: "校验码不对，可能有一位写错，请对照身份证件核对",
      en: "The check character is wrong; one of the digits may be, compare it with the card",
    },
  });

const text = z.string().min(1).nullable();
const date = PartialDateText.nullable();
const flag = z.boolean().nullable();

/** One person of a roster after normalisation and all checks. `null`: the cell is empty or the column is absent. */
export const RosterRow = z.object({
  name: z.string().min(1),
  id_number: IdNumber,
  gender: identifiers<Gender>(GENDERS),
  ethnicity: text,
  native_place: text,
  birth_date: PartialDateText,
  education_level: identifiers<EducationLevel>(EDUCATION_LEVELS).nullable(),
  degree: text,
  graduated_school: text,
  major: text,
  age: text,
  member_category: identifiers<MemberCategory>(MEMBER_CATEGORIES),
  /** The branch as the organisation tree names it, not as the file does. */
  branch_name: z.string().min(1),
  branch_id: z.string().min(1),
  admission_date: date,
  conversion_date: date,
  post_category: text,
  work_start_date: date,
  mobile_phone: text,
  contact_phone: text,
  home_address: text,
  current_address: text,
  household_place: text,
  archive_unit: text,
  professional_title: text,
  new_social_stratum: text,
  front_line_status: text,
  is_migrant_worker: flag,
  is_lost_contact: flag,
  lost_contact_type: text,
  lost_contact_date: date,
  membership_status: identifiers<MembershipStatus>(MEMBERSHIP_STATUSES).nullable(),
  is_mobile_member: flag,
  mobile_destination: text,
  marital_status: text,
  training_status: text,
  is_taiwan_origin: flag,
  joint_branch_unit_name: text,
  data_completeness: z.number().min(0).max(100).nullable(),
  application_date: date,
  activist_date: date,
  target_date: date,
  campus_id: text,
  work_unit_and_post: text,
  is_first_secretary: flag,
});
export type RosterRow = z.infer<typeof RosterRow>;

/** A row whose cells are read but not yet judged: anything may be missing, and the branch is still a name of the file. */
export type RosterDraft = { readonly [Field in Exclude<keyof RosterRow, "branch_id">]: RosterRow[Field] | null };
