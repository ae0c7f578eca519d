import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { batchGet } from "../runtime/batch-get.ts";
import { Person, PersonCard } from "./person.ts";
import { PersonFields } from "./person-fields.ts";
import { keys } from "./person-keys.ts";

const Known = Person.pick({ personId: true }).extend({
  card: PersonCard,
  fields: PersonFields.pick({ mobile_phone: true }),
});

/** How people are reached, for whoever delivers messages to them. Units: half a unit a person. */
export function dynamodbPersonContacts(client: DynamoDBDocumentClient, tableName: string) {
  return {
    async findContacts(personIds: readonly string[]) {
      const wanted = [...new Set(personIds)].map(keys.person);
      const found = await batchGet(client, { tableName, keys: wanted, isConsistent: false });
      return new Map(
        found
          .map((item) => Known.parse(item))
          .map(({ personId, card, fields }) => [
            personId,
            { name: card.name, campusId: card.campusId, mobilePhone: fields.mobile_phone },
          ]),
      );
    },
  };
}
