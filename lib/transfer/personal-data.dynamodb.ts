import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemHolder } from "../runtime/item-holder.ts";
import { Transfer } from "./transfer.ts";
import { keys, transferPrefix } from "./transfer-store.dynamodb.ts";

/** Every transfer of a person, and the same again in the lists of the university. */
export function transferHolder(client: DynamoDBDocumentClient, tableName: string) {
  return itemHolder(client, tableName, {
    async find(source, { personId }) {
      const own = await source.partition(keys.open(personId).pk);
      const ids = own.flatMap(({ sk }) => (sk.startsWith(transferPrefix) ? [sk.slice(transferPrefix.length)] : []));
      const listed = ids.flatMap((id) => [keys.listed("open", id), keys.listed("closed", id)]);
      // The lists go first: they are found by way of what stands with the person.
      return [...(await source.those(listed)), ...own];
    },
    show: (item) => Transfer.safeParse(item).data,
  });
}
