import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { TransactItem } from "../runtime/dynamodb.ts";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor } from "../shared/page.ts";
import { ChangeLine } from "./change-line.ts";
import type { OrganizationStore } from "./organization-store.ts";

const linePrefix = "LINE#";
const partitionOf = (organizationId: string) => `ORG#${organizationId}`;
const Stored = z.object({ line: ChangeLine });

/** The line of a change, written with the change. */
export function putLine(tableName: string, organizationId: string, line: ChangeLine): TransactItem {
  const key = { pk: partitionOf(organizationId), sk: `${linePrefix}${line.lineId}` };
  return { Put: { TableName: tableName, Item: { ...key, line } } };
}

/** The history of an organisation stands beside it, the latest line first. */
export function listLinesIn(client: DynamoDBDocumentClient, tableName: string): OrganizationStore["listLines"] {
  return async (organizationId, { limit, cursor }) => {
    const list = `history:${organizationId}`;
    const { Items = [], LastEvaluatedKey } = await fromCursor(list, cursor, (start) =>
      client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :lines)",
          ExpressionAttributeValues: { ":pk": partitionOf(organizationId), ":lines": linePrefix },
          ScanIndexForward: false,
          Limit: limit,
          ...start,
        }),
      ),
    );
    return {
      items: Items.map((item) => Stored.parse(item).line),
      nextCursor: LastEvaluatedKey === undefined ? null : encodeCursor(list, LastEvaluatedKey),
    };
  };
}
