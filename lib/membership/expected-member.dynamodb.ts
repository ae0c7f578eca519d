import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { earliest } from "../roster/partial-date.ts";
import { Person } from "./person.ts";
import { PersonFields } from "./person-fields.ts";
import { readPersonPart } from "./read-person-part.dynamodb.ts";
import { stages } from "./stage.ts";

const fields = ["is_lost_contact", "membership_status", "is_mobile_member", "admission_date"] as const;

/** Whether a change of these fields tells anything about whom a branch expects at its organisational life. */
export const tellsOfExpectation = (changed: readonly string[]): boolean =>
  fields.some((field) => changed.includes(field));

/** Of a record, what tells who expects the person. Who it is is not even read. */
const Record = Person.pick({ organizationId: true, stage: true }).extend({
  fields: PersonFields.pick({
    is_lost_contact: true,
    membership_status: true,
    is_mobile_member: true,
    admission_date: true,
  }),
});

interface ExpectedMember {
  /** Null: no branch, as for who left, is suspended or out of contact, or lives as a mobile member elsewhere. */
  readonly organizationId: string | null;
  readonly memberSince: string | null;
}

/** At which branch a member is expected to take part; undefined: there is no record. Units: 1 read. */
export function dynamodbExpectedMember(client: DynamoDBDocumentClient, tableName: string) {
  return async (personId: string): Promise<ExpectedMember | undefined> => {
    const record = await readPersonPart(client, { tableName, personId, Part: Record });
    if (record === undefined) return undefined;
    const { is_lost_contact: isLost, membership_status: status, is_mobile_member: isMobile } = record.fields;
    const isHere = stages[record.stage].group === "member" && !isLost && !isMobile && status !== "membership_suspended";
    const { admission_date: admitted } = record.fields;
    return {
      organizationId: isHere ? record.organizationId : null,
      memberSince: admitted === null ? null : earliest(admitted),
    };
  };
}
