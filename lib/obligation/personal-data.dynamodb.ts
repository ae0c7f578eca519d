import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemHolder } from "../runtime/item-holder.ts";
import { keys } from "./obligation-items.ts";

/** The digests of reminders for an account. Who was given a task of an organisation stays with the task, as its record. */
export function obligationHolder(client: DynamoDBDocumentClient, tableName: string) {
  return itemHolder(client, tableName, {
    async find(source, { accountIds }) {
      return (await Promise.all(accountIds.map((id) => source.partition(keys.digest(id, "").pk)))).flat();
    },
    show: ({ day, parts }) => ({ day, reminders: parts instanceof Set ? [...parts] : parts }),
  });
}
