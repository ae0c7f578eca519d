import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemHolder } from "../runtime/item-holder.ts";
import { bookOf, entryPrefix } from "./ledger-store.dynamodb.ts";

/** No book is older: the earliest year that a ledger may be asked for. */
const firstYear = 2000;

/**
 * The books of a person, year by year. Which years there are stands nowhere, so every one is asked for: half a unit each.
 * The books of organisations hold numbers and stay.
 */
export function ledgerHolder(client: DynamoDBDocumentClient, tableName: string, lastYear: () => number) {
  return itemHolder(client, tableName, {
    async find(source, { personId }) {
      const years = Array.from({ length: lastYear() - firstYear + 1 }, (_, index) => firstYear + index);
      return (await Promise.all(years.map((year) => source.partition(bookOf({ owner: personId, year }))))).flat();
    },
    show: ({ sk, entry, year }) => (sk.startsWith(entryPrefix) ? { entry } : { year }),
  });
}
