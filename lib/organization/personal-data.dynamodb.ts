import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemHolder } from "../runtime/item-holder.ts";
import { keys } from "./organization-items.dynamodb.ts";

/** Where somebody was last counted, which keeps a repeated fact from counting twice. */
export function organizationHolder(client: DynamoDBDocumentClient, tableName: string) {
  return itemHolder(client, tableName, {
    find: (source, { personId }) => source.those([keys.standing(personId)]),
    show: ({ organizationId, countedAs }) => ({ organizationId, countedAs }),
  });
}
