import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { Person, PersonCard } from "./person.ts";
import { PersonFields } from "./person-fields.ts";
import { keys } from "./person-keys.ts";
import { membershipTable } from "./table.ts";

/** Of a record, what statistics count by. The id number and how to reach somebody are not even read. */
const Counted = Person.pick({ personId: true, version: true, organizationId: true, stage: true }).extend({
  nameOrder: z.string(),
  fields: PersonFields.pick({
    name: true,
    gender: true,
    ethnicity: true,
    birth_date: true,
    education_level: true,
    post_category: true,
    admission_date: true,
    conversion_date: true,
    is_mobile_member: true,
    is_lost_contact: true,
  }),
});
export type CountedRecord = z.infer<typeof Counted>;

const Listed = z.object({ card: PersonCard.pick({ personId: true }) });

/** What the schema names, and no more of the record. */
function projectionOfCounted() {
  const attributes = Object.keys(Counted.shape).filter((name) => name !== "fields");
  const fields = Object.keys(Counted.shape.fields.shape);
  const places = [...attributes.map((name) => `#${name}`), ...fields.map((name) => `#fields.#${name}`)];
  return {
    ProjectionExpression: places.join(", "),
    ExpressionAttributeNames: Object.fromEntries(
      [...attributes, "fields", ...fields].map((name) => [`#${name}`, name]),
    ),
  };
}

/** The records of people as they stand at this moment; units: 1 read a person. */
export function dynamodbCountedPeople(client: DynamoDBDocumentClient, tableName: string) {
  return {
    async findPeople(personIds: readonly string[]): Promise<readonly CountedRecord[]> {
      const read = {
        tableName,
        keys: personIds.map(keys.person),
        isConsistent: true,
        projection: projectionOfCounted(),
      };
      return Counted.array().parse(await batchGet(client, read));
    },

    /** The ids of everybody in a stage, sorted by name; `from`: after this one. Units: half a unit per 4 KB of the list. */
    async listStage(
      stage: string,
      { limit, from }: { limit: number; from: string | null },
    ): Promise<{ items: readonly string[]; next: string | null }> {
      const { partitionKey, sortKey } = membershipTable.indexes.byStage;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: "byStage",
          Limit: limit,
          KeyConditionExpression: `#stage = :stage${from === null ? "" : " AND #order > :from"}`,
          ExpressionAttributeNames: { "#stage": partitionKey, ...(from !== null && { "#order": sortKey }) },
          ExpressionAttributeValues: { ":stage": stage, ...(from !== null && { ":from": from }) },
        }),
      );
      const items = Items.map((item) => Listed.parse(item).card.personId);
      return { items, next: LastEvaluatedKey === undefined ? null : String(LastEvaluatedKey[sortKey]) };
    },
  };
}
