import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { commit } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { decodeCursor, encodeCursor } from "../shared/page.ts";
import { StoredImport } from "./roster-import.ts";
import type { RosterImportStore } from "./roster-import-store.ts";
import { rosterImportTable } from "./table.ts";

const keyOf = (importId: string) => ({ pk: `IMPORT#${importId}`, sk: "STATE" });
const { byOrganization } = rosterImportTable.indexes;

export function dynamodbRosterImportStore(client: DynamoDBDocumentClient, tableName: string): RosterImportStore {
  return {
    async insert(created, shown, fact, receipt) {
      const Item = { ...keyOf(created.importId), ...created, events: [fact] };
      const put = { Put: { TableName: tableName, Item, ConditionExpression: "attribute_not_exists(pk)" } };
      await commit(client, [put, ...receiptItems(tableName, receipt, shown)]);
    },

    async find(importId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(importId), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : StoredImport.parse(Item);
    },

    async list({ organizationId, limit, cursor }) {
      const list = `roster-imports:${organizationId}`;
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: "byOrganization",
          KeyConditionExpression: "#organization = :organization",
          ExpressionAttributeNames: { "#organization": byOrganization.partitionKey },
          ExpressionAttributeValues: { ":organization": organizationId },
          ScanIndexForward: false,
          Limit: limit,
          ...(cursor !== undefined && { ExclusiveStartKey: decodeCursor(list, cursor) }),
        }),
      );
      return {
        items: StoredImport.array().parse(Items ?? []),
        nextCursor: LastEvaluatedKey === undefined ? null : encodeCursor(list, LastEvaluatedKey),
      };
    },

    async save(next, facts) {
      try {
        await client.send(
          new PutCommand({
            TableName: tableName,
            Item: { ...keyOf(next.importId), ...next, events: facts },
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
  };
}
