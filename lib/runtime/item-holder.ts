import { DeleteCommand, type DynamoDBDocumentClient, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { DataSubject, PersonalDataHolder, ShownItem } from "../shared/personal-data.ts";
import { batchGet } from "./batch-get.ts";
import { queryAll } from "./query-all.ts";

export interface StoredItem extends Readonly<Record<string, unknown>> {
  readonly pk: string;
  readonly sk: string;
}

/** Reads of the table, strongly consistent where no index is asked. */
export interface ItemSource {
  /** Everything below a partition key. */
  partition(pk: string): Promise<StoredItem[]>;
  /** Everything in a partition of an index. */
  indexed(index: string, attribute: string, value: string): Promise<StoredItem[]>;
  /** Those of some items that exist. */
  those(keys: readonly { pk: string; sk: string }[]): Promise<StoredItem[]>;
}

export interface Holdings {
  /** Every item that is about the person; all of them go when the person is erased. */
  find(source: ItemSource, subject: DataSubject): Promise<readonly Pick<StoredItem, "pk" | "sk">[]>;
  /** What the person's copy tells of an item; undefined: nothing, because another item says it. */
  show(item: StoredItem): ShownItem | undefined;
}

/** Writes side by side: more would only queue up in the client. */
const sideBySide = 25;

/** A holder whose personal data are whole items of one table. Units: the reads of `find`; 1 write an item that goes. */
export function itemHolder(
  client: DynamoDBDocumentClient,
  tableName: string,
  { find, show }: Holdings,
): PersonalDataHolder {
  const source = itemSource(client, tableName);
  return {
    async read(subject) {
      const found = await find(source, subject);
      // An index may carry keys only.
      const items = await source.those(found.map(({ pk, sk }) => ({ pk, sk })));
      return items.map(show).filter((shown) => shown !== undefined);
    },
    async erase(subject) {
      const found = await find(source, subject);
      for (let start = 0; start < found.length; start += sideBySide) {
        const slice = found.slice(start, start + sideBySide);
        await Promise.all(
          slice.map(({ pk, sk }) => client.send(new DeleteCommand({ TableName: tableName, Key: { pk, sk } }))),
        );
      }
    },
  };
}

export function itemSource(client: DynamoDBDocumentClient, tableName: string): ItemSource {
  const listAll = async (query: Omit<QueryCommandInput, "TableName">): Promise<StoredItem[]> =>
    (await queryAll(client, { TableName: tableName, ...query })) as StoredItem[];
  return {
    partition: (pk) =>
      listAll({
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": pk },
        ConsistentRead: true,
      }),
    indexed: (index, attribute, value) =>
      listAll({
        IndexName: index,
        KeyConditionExpression: "#partition = :partition",
        ExpressionAttributeNames: { "#partition": attribute },
        ExpressionAttributeValues: { ":partition": value },
      }),
    async those(keys) {
      return (await batchGet(client, { tableName, keys, isConsistent: true })) as unknown as StoredItem[];
    },
  };
}
