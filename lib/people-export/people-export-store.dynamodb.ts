import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { commit } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { fromCursor } from "../runtime/start-key.ts";
import type { Fact } from "../shared/event.ts";
import { encodeCursor, type Page } from "../shared/page.ts";
import { StoredExport } from "./people-export.ts";
import type { PeopleExportStore } from "./people-export-store.ts";
import { peopleExportTable } from "./table.ts";

const keyOf = (exportId: string) => ({ pk: `EXPORT#${exportId}`, sk: "STATE" });
/** The one partition of the sparse index. */
const waiting = "waiting";

function itemOf(stored: StoredExport, facts: readonly Fact[]) {
  return {
    ...keyOf(stored.exportId),
    ...stored,
    events: facts,
    ...(stored.state === "waiting" && { waiting }),
  };
}

export function dynamodbPeopleExportStore(client: DynamoDBDocumentClient, tableName: string): PeopleExportStore {
  const query = async (
    index: keyof typeof peopleExportTable.indexes,
    partition: string,
    { limit, cursor, isNewestFirst }: { limit: number; cursor: string | undefined; isNewestFirst: boolean },
  ): Promise<Page<StoredExport>> => {
    const list = `people-exports:${index}:${partition}`;
    const { Items = [], LastEvaluatedKey } = await fromCursor(list, cursor, (start) =>
      client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: index,
          KeyConditionExpression: "#partition = :partition",
          ExpressionAttributeNames: { "#partition": peopleExportTable.indexes[index].partitionKey },
          ExpressionAttributeValues: { ":partition": partition },
          ScanIndexForward: !isNewestFirst,
          Limit: limit,
          ...start,
        }),
      ),
    );
    return {
      items: StoredExport.array().parse(Items),
      nextCursor: LastEvaluatedKey === undefined ? null : encodeCursor(list, LastEvaluatedKey),
    };
  };

  return {
    async insert(created, shown, fact, receipt) {
      const put = {
        Put: {
          TableName: tableName,
          Item: itemOf(created, [fact]),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      };
      await commit(client, [put, ...receiptItems(tableName, receipt, shown)]);
    },

    async find(exportId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(exportId), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : StoredExport.parse(Item);
    },

    async save(next, facts) {
      try {
        await client.send(
          new PutCommand({
            TableName: tableName,
            Item: itemOf(next, facts),
            ConditionExpression: "version = :former",
            ExpressionAttributeValues: { ":former": next.version - 1 },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    listOf: (requestedBy, page) => query("own", requestedBy, { ...page, isNewestFirst: true }),
    listWaiting: (page) => query("waiting", waiting, { ...page, isNewestFirst: false }),
  };
}
