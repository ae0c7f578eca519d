import * as z from "zod";
import { normalizeText } from "../roster/normalize-text.ts";
import { RosterRow } from "../roster/roster-row.ts";

/**
 * What is recorded of a person, in the identifiers of the roster. The id number is kept apart, encrypted; stage and
 * organisation have histories of their own. `age` is what a roster said on its day.
 */
export const PersonFields = RosterRow.omit({
  id_number: true,
  member_category: true,
  branch_name: true,
  branch_id: true,
}).meta({ id: "PersonFields", description: "人员信息字段，标识同花名册 · Fields of a person, named as in the roster" });

export type PersonFields = z.infer<typeof PersonFields>;
export type FieldName = keyof PersonFields;
/** Asked for, not kept: the schema is then made by those functions alone that need it (ADR 0087). */
export const fieldNames = () => Object.keys(PersonFields.shape) as [FieldName, ...FieldName[]];

/** The day, or the month where no day is known. */
export const dateFields = [
  "birth_date",
  "admission_date",
  "conversion_date",
  "work_start_date",
  "lost_contact_date",
  "application_date",
  "activist_date",
  "target_date",
] as const satisfies readonly FieldName[];

const invalidName = { zh: "姓名含有不能用于姓名的字符", en: "The name has characters that no name has" };

/** Names keep rare letters; the middle dots of keyboards and fonts become the one of the standard. */
export const PersonName = z
  .string()
  .max(200)
  .transform((name) =>
    normalizeText(name)
      .replace(/[•・･.]/gu, "·")
      .replace(/\s+/gu, ""),
  )
  .pipe(
    z
      .string()
      .min(1)
      .refine((name) => [...name].length <= 50, { params: { zh: "不能超过50个字", en: "At most 50 characters" } })
      .refine((name) => /^[\p{L}\p{M}·]+$/u.test(name), { params: invalidName }),
  )
  .meta({ description: "姓名 · Name" });

const text = z
  .string()
  .max(400)
  .transform(normalizeText)
  .pipe(z.string().min(1).max(200))
  .nullable()
  .meta({ description: "文字 · Text" });

const mobilePhone = z
  .string()
  .transform((phone) => normalizeText(phone).replace(/^\+?86(?=1\d{10}$)|[\s-]/gu, ""))
  .pipe(
    z.string().refine((phone) => /^1\d{10}$/.test(phone), {
      params: { zh: "手机号码应为11位数字", en: "A mobile number has 11 digits" },
    }),
  )
  .nullable();

export const CampusId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{2,40}$/)
  .meta({ description: "学工号，即校园统一身份账号 · Campus number, which is the account", example: "20180016" });

/** What a change may say: any subset of the fields that are entered by hand. */
export const PersonFieldsInput = z
  .strictObject({
    name: PersonName,
    ethnicity: text,
    native_place: text,
    education_level: PersonFields.shape.education_level,
    degree: text,
    graduated_school: text,
    major: text,
    admission_date: PersonFields.shape.admission_date,
    conversion_date: PersonFields.shape.conversion_date,
    post_category: text,
    work_start_date: PersonFields.shape.work_start_date,
    mobile_phone: mobilePhone,
    contact_phone: text,
    home_address: text,
    current_address: text,
    household_place: text,
    archive_unit: text,
    professional_title: text,
    new_social_stratum: text,
    front_line_status: text,
    is_migrant_worker: PersonFields.shape.is_migrant_worker,
    is_lost_contact: PersonFields.shape.is_lost_contact,
    lost_contact_type: text,
    lost_contact_date: PersonFields.shape.lost_contact_date,
    membership_status: PersonFields.shape.membership_status,
    is_mobile_member: PersonFields.shape.is_mobile_member,
    mobile_destination: text,
    marital_status: text,
    training_status: text,
    is_taiwan_origin: PersonFields.shape.is_taiwan_origin,
    joint_branch_unit_name: text,
    application_date: PersonFields.shape.application_date,
    activist_date: PersonFields.shape.activist_date,
    target_date: PersonFields.shape.target_date,
    campus_id: CampusId.nullable(),
    work_unit_and_post: text,
    is_first_secretary: PersonFields.shape.is_first_secretary,
  })
  .partial();

/** Every field without content, as a person begins of whom only the name is known. */
export function emptyFields(): Omit<PersonFields, "name" | "gender" | "birth_date"> {
  const entries = fieldNames()
    .filter((name) => !["name", "gender", "birth_date"].includes(name))
    .map((name) => [name, null]);
  return Object.fromEntries(entries) as Omit<PersonFields, "name" | "gender" | "birth_date">;
}
