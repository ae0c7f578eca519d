import * as z from "zod";
import { type Capability, isAllowed, type Principal } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { Person, PersonCard, partyAgeOf } from "./person.ts";
import { type FieldName, fieldNames, PersonFields } from "./person-fields.ts";

/** Which capability shows which fields. A field that stands nowhere here would be shown to nobody: a test looks. */
export const fieldsShownBy = {
  "person.read": ["name"],
  "person.record": [
    "gender",
    "ethnicity",
    "birth_date",
    "age",
    "education_level",
    "degree",
    "graduated_school",
    "major",
    "admission_date",
    "conversion_date",
    "post_category",
    "work_start_date",
    "professional_title",
    "new_social_stratum",
    "front_line_status",
    "is_migrant_worker",
    "is_lost_contact",
    "lost_contact_type",
    "lost_contact_date",
    "membership_status",
    "is_mobile_member",
    "mobile_destination",
    "training_status",
    "joint_branch_unit_name",
    "data_completeness",
    "application_date",
    "activist_date",
    "target_date",
    "campus_id",
    "work_unit_and_post",
    "is_first_secretary",
  ],
  "person.contact": [
    "native_place",
    "mobile_phone",
    "contact_phone",
    "home_address",
    "current_address",
    "household_place",
    "archive_unit",
    "marital_status",
    "is_taiwan_origin",
  ],
} as const satisfies Partial<Record<Capability, readonly FieldName[]>>;

const recordKeys = {
  stage: true,
  stageSince: true,
  formerStage: true,
  probationExtendedTo: true,
  version: true,
  source: true,
  createdAt: true,
  updatedAt: true,
} as const;

/** What a reader is shown: keys that the reader may not see are absent. */
export const PersonView = Person.pick({ personId: true, organizationId: true })
  .extend({
    ...Person.pick({ ...recordKeys, maskedIdNumber: true }).partial().shape,
    partyAgeYears: z.int().nullable().optional().meta({ description: "党龄（年）· Party age in full years" }),
    fields: PersonFields.partial(),
  })
  .meta({ id: "Person", description: "人员，仅含有权查看的内容 · A person, as far as the reader may see" });
export type PersonView = z.infer<typeof PersonView>;

export const PersonCardView = PersonCard.pick({ personId: true, name: true, organizationId: true })
  .extend(PersonCard.omit({ personId: true, name: true, organizationId: true }).partial().shape)
  .meta({ id: "PersonCard", description: "名单中的人员 · A person in a list" });
export type PersonCardView = z.infer<typeof PersonCardView>;

/** What somebody may see of a person: of oneself everything, of others what the roles at their branch allow. */
export interface Sight {
  readonly isRecordVisible: boolean;
  readonly isContactVisible: boolean;
  readonly fields: ReadonlySet<FieldName>;
}

export const wholeSight: Sight = {
  isRecordVisible: true,
  isContactVisible: true,
  get fields() {
    return new Set(fieldNames());
  },
};

/** Undefined where not even the name is for the reader to know. */
export function sightOf(principal: Principal, path: string): Sight | undefined {
  if (!isAllowed(principal, "person.read", path)) return undefined;
  const shown = (Object.keys(fieldsShownBy) as (keyof typeof fieldsShownBy)[]).filter((capability) =>
    isAllowed(principal, capability, path),
  );
  return {
    isRecordVisible: shown.includes("person.record"),
    isContactVisible: shown.includes("person.contact"),
    fields: new Set(shown.flatMap((capability): readonly FieldName[] => fieldsShownBy[capability])),
  };
}

export function viewOf(person: Person, sight: Sight, at: Date): PersonView {
  const { fields } = sight;
  const entries = Object.entries(person.fields).filter(([name]) => fields.has(name as FieldName));
  const { personId, organizationId } = person;
  const keys = Object.keys(recordKeys) as (keyof typeof recordKeys)[];
  return {
    personId,
    organizationId,
    ...(sight.isRecordVisible && {
      ...Object.fromEntries(keys.map((key) => [key, person[key]])),
      partyAgeYears: partyAgeOf(person, chinaDay(at)),
    }),
    ...(sight.isContactVisible && { maskedIdNumber: person.maskedIdNumber }),
    fields: Object.fromEntries(entries),
  };
}

export function cardViewOf(card: PersonCard, sight: Sight): PersonCardView {
  const { personId, name, organizationId } = card;
  return sight.isRecordVisible ? card : { personId, name, organizationId };
}
