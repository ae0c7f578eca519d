import * as z from "zod";
import { partyAge } from "../roster/party-age.ts";
import { IdNumber, PartialDateText } from "../roster/roster-row.ts";
import { PersonFields } from "./person-fields.ts";
import { stageNames } from "./stage.ts";

export const PersonId = z
  .string()
  .regex(/^per-[0-9a-z]{20}$/)
  .meta({ description: "人员编号 · Person id", example: "per-0a1b2c3d4e5f6g7h8j9k" });

export const Stage = z.enum(stageNames).meta({ description: "人员类别 · Stage" });

const PlainDate = z.iso.date().meta({ description: "日期 · Plain date", example: "2024-11-15" });

/** As people write it: full width, spaces and a small x are put right before it is judged. */
export const IdNumberInput = z
  .string()
  .max(60)
  .transform((text) => text.normalize("NFKC").replace(/\s/gu, "").toUpperCase())
  .pipe(IdNumber)
  .meta({ description: "公民身份号码 · National id number" });

/** Where a record or a change of it came from. */
export const Source = z
  .string()
  .regex(/^(manual|operator|correction|(import|merge):[\w/-]{1,80})$/)
  .meta({
    description:
      "来源：手工、系统、本人申请更正、某次导入或支部合并 · Entered by hand, by the operator, by a correction on request, by an import, or by a merge of branches",
  });

export const Person = z.object({
  personId: PersonId,
  /** The one branch to which the person belongs; after an end, the last one. */
  organizationId: z.string(),
  stage: Stage,
  /** The day on which the stage began, as far as known. */
  stageSince: PartialDateText.nullable(),
  /** What the person was before an end, for a return. */
  formerStage: Stage.nullable(),
  /** The last day of probation where it was extended (Article 31: once). */
  probationExtendedTo: PlainDate.nullable(),
  /** Three first and four last characters. */
  maskedIdNumber: z.string(),
  fields: PersonFields,
  version: z.int().positive(),
  source: Source,
  /** Where the present version came from. */
  lastSource: Source,
  registeredBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Person = z.infer<typeof Person>;

/** What a list shows of a person; small, because many of them make a page. */
export const PersonCard = z.object({
  personId: PersonId,
  name: z.string(),
  organizationId: z.string(),
  stage: Stage,
  gender: PersonFields.shape.gender,
  campusId: z.string().nullable(),
  isMobile: z.boolean(),
  isLostContact: z.boolean(),
});
export type PersonCard = z.infer<typeof PersonCard>;

export function cardOf({ personId, organizationId, stage, fields }: Person): PersonCard {
  return {
    personId,
    name: fields.name,
    organizationId,
    stage,
    gender: fields.gender,
    campusId: fields.campus_id,
    isMobile: fields.is_mobile_member === true,
    isLostContact: fields.is_lost_contact === true,
  };
}

export function maskIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 3)}${"*".repeat(idNumber.length - 7)}${idNumber.slice(-4)}`;
}

/** Party age in full years on a day (DEV-40: from conversion); null for whoever is no full member. */
export function partyAgeOf({ stage, fields }: Pick<Person, "stage" | "fields">, asOf: string): number | null {
  return stage === "full_member" && fields.conversion_date !== null
    ? partyAge(fields.conversion_date, asOf).least
    : null;
}
