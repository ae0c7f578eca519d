import type { ResponseOf } from "../api/contract.ts";

export type Person = ResponseOf<"GET /api/people/{personId}">;
export type PersonCard = ResponseOf<"GET /api/people">["items"][number];
export type FieldName = keyof Person["fields"];
export type FieldValue = Person["fields"][FieldName];

/** How a field is entered: a date may be a month only, a choice has the terms of `choices`. */
type FieldKind = "text" | "date" | "flag" | "choice";

const dates: ReadonlySet<FieldName> = new Set([
  "birth_date",
  "application_date",
  "activist_date",
  "target_date",
  "admission_date",
  "conversion_date",
  "work_start_date",
  "lost_contact_date",
]);
const flags: ReadonlySet<FieldName> = new Set([
  "is_migrant_worker",
  "is_lost_contact",
  "is_mobile_member",
  "is_taiwan_origin",
  "is_first_secretary",
]);
const choices: ReadonlySet<FieldName> = new Set(["gender", "education_level", "membership_status"]);

export function kindOf(field: FieldName): FieldKind {
  if (dates.has(field)) return "date";
  if (flags.has(field)) return "flag";
  return choices.has(field) ? "choice" : "text";
}

/** What follows from the id number or from an import is not entered. */
const given: ReadonlySet<FieldName> = new Set(["gender", "birth_date", "age", "data_completeness"]);

export const isEntered = (field: FieldName): boolean => !given.has(field);

export type FieldGroupId = "identity" | "membership" | "education" | "work" | "contact" | "whereabouts";

/** The fields as people look for them. A test holds them to the contract: each field stands in one group. */
export const fieldGroups: Readonly<Record<FieldGroupId, readonly FieldName[]>> = {
  identity: [
    "name",
    "gender",
    "birth_date",
    "age",
    "ethnicity",
    "native_place",
    "campus_id",
    "marital_status",
    "is_taiwan_origin",
  ],
  membership: [
    "application_date",
    "activist_date",
    "target_date",
    "admission_date",
    "conversion_date",
    "membership_status",
    "training_status",
    "is_first_secretary",
    "joint_branch_unit_name",
    "data_completeness",
  ],
  education: ["education_level", "degree", "graduated_school", "major"],
  work: [
    "work_unit_and_post",
    "post_category",
    "work_start_date",
    "professional_title",
    "new_social_stratum",
    "front_line_status",
    "is_migrant_worker",
    "archive_unit",
  ],
  contact: ["mobile_phone", "contact_phone", "current_address", "home_address", "household_place"],
  whereabouts: ["is_mobile_member", "mobile_destination", "is_lost_contact", "lost_contact_type", "lost_contact_date"],
};

export const fieldGroupIds = Object.keys(fieldGroups) as FieldGroupId[];

/** What an import said of itself or of its day is no gap of the record when it is absent. */
const importOnly: ReadonlySet<FieldName> = new Set(["age", "data_completeness"]);

/** Whether the record has a place for it: fields that the reader may not see are absent from the answer. */
export function isShown(field: FieldName, { fields }: Person): boolean {
  return field in fields && !(importOnly.has(field) && fields[field] === null);
}

/** The groups with those of their fields that are wanted; groups without any are left out. */
export function groupsOf(isWanted: (field: FieldName) => boolean): { id: FieldGroupId; fields: FieldName[] }[] {
  return fieldGroupIds
    .map((id) => ({ id, fields: fieldGroups[id].filter(isWanted) }))
    .filter(({ fields }) => fields.length > 0);
}
