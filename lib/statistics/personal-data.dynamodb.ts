import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemHolder } from "../runtime/item-holder.ts";
import { keys } from "./statistics-items.ts";

/**
 * As what somebody counts, with the name for the list behind a number. Whoever is erased has left before and counts as
 * nothing, so that no number changes when the item goes.
 */
export function statisticsHolder(client: DynamoDBDocumentClient, tableName: string) {
  return itemHolder(client, tableName, {
    find: (source, { personId }) => source.those([keys.standing(personId)]),
    show: ({ organizationId, name, keys: counted, countedOn }) => ({ organizationId, name, counted, countedOn }),
  });
}
