import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { queryAll } from "../runtime/query-all.ts";
import { Person, PersonCard } from "./person.ts";
import { keys } from "./person-keys.ts";
import { membershipTable } from "./table.ts";

const Known = z
  .object({ card: PersonCard, version: Person.shape.version })
  .transform(({ card, version }) => ({ ...card, version }));
type VersionedCard = z.output<typeof Known>;
const cardOnly = { ProjectionExpression: "card, version" };
const Listed = z.object({ card: PersonCard });

/**
 * The cards of single people, for contexts that know people by name and number only. Apart from the store of people, which
 * brings the readings of names along, some 600 KB. Strongly consistent.
 */
export function dynamodbPersonCards(client: DynamoDBDocumentClient, tableName: string) {
  return {
    async find(personId: string): Promise<VersionedCard | undefined> {
      const Key = keys.person(personId);
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key, ConsistentRead: true, ...cardOnly }),
      );
      return Known.optional().parse(Item);
    },

    async findMany(personIds: readonly string[]): Promise<readonly VersionedCard[]> {
      const read = { tableName, keys: personIds.map(keys.person), isConsistent: true, projection: cardOnly };
      return Known.array().parse(await batchGet(client, read));
    },

    /** The organisation alone, for access checks. */
    async findHome(personId: string): Promise<string | undefined> {
      return (await this.find(personId))?.organizationId;
    },

    /** Everybody in the list of a branch. May lag behind writes by moments. */
    async listAt(organizationId: string): Promise<PersonCard[]> {
      const items = await queryAll(client, {
        TableName: tableName,
        IndexName: "byPlace",
        KeyConditionExpression: "#place = :place",
        ExpressionAttributeNames: { "#place": membershipTable.indexes.byPlace.partitionKey },
        ExpressionAttributeValues: { ":place": organizationId },
      });
      return items.map((item) => Listed.parse(item).card);
    },
  };
}
