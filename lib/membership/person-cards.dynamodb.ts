import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { Person, PersonCard } from "./person.ts";
import { keys } from "./person-keys.ts";

const Known = z.object({ card: PersonCard, version: Person.shape.version });

/**
 * The cards of single people, for contexts that know people by name and number only. Apart from the store of people, which
 * brings the readings of names along, some 600 KB. Strongly consistent.
 */
export function dynamodbPersonCards(client: DynamoDBDocumentClient, tableName: string) {
  return {
    async find(personId: string): Promise<(PersonCard & { readonly version: number }) | undefined> {
      const { Item } = await client.send(
        new GetCommand({
          TableName: tableName,
          Key: keys.person(personId),
          ConsistentRead: true,
          ProjectionExpression: "card, version",
        }),
      );
      const known = Known.optional().parse(Item);
      return known && { ...known.card, version: known.version };
    },

    /** The organisation alone, for access checks. */
    async findHome(personId: string): Promise<string | undefined> {
      return (await this.find(personId))?.organizationId;
    },
  };
}
