import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { earliest } from "../roster/partial-date.ts";
import { Person } from "./person.ts";
import { PersonFields } from "./person-fields.ts";
import { readPersonPart } from "./read-person-part.dynamodb.ts";

/** Whether a change of these fields moves the day from which Party age is counted. */
export const tellsOfPartyAge = (changed: readonly string[]): boolean => changed.includes("conversion_date");

const Record = Person.pick({ version: true }).extend({ fields: PersonFields.pick({ conversion_date: true }) });

/** From which day the Party age of a member is counted; of a month its first day, in the member's favour. Units: 1 read. */
export function dynamodbFullMemberSince(client: DynamoDBDocumentClient, tableName: string) {
  return async (personId: string): Promise<{ version: number; since: string | null } | undefined> => {
    const record = await readPersonPart(client, { tableName, personId, Part: Record });
    if (record === undefined) return undefined;
    const { conversion_date: converted } = record.fields;
    return { version: record.version, since: converted === null ? null : earliest(converted) };
  };
}
