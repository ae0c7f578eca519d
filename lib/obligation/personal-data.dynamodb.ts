import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemHolder } from "../runtime/item-holder.ts";
import { keys } from "./obligation-items.ts";

/** The digests of reminders for an account, and the clock of who took no part. Who was given a task of an organisation stays with the task, as its record. */
export function obligationHolder(client: DynamoDBDocumentClient, tableName: string) {
  return itemHolder(client, tableName, {
    async find(source, { personId, accountIds }) {
      const partitions = [keys.absence(personId).pk, ...accountIds.map((id) => keys.digest(id, "").pk)];
      return (await Promise.all(partitions.map((pk) => source.partition(pk)))).flat();
    },
    show: ({ sk, day, parts, told, nextDay }) =>
      sk === keys.absence("").sk
        ? { absencesAskedAbout: told, asksFrom: nextDay }
        : { day, reminders: parts instanceof Set ? [...parts] : parts },
  });
}
