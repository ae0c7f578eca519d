import type { TransactItem } from "../runtime/dynamodb.ts";
import { keys } from "./organization-items.dynamodb.ts";

/** Lets a transaction of another context hold only while the organisation is active. */
export function activeCheck(tableName: string, organizationId: string): TransactItem {
  return {
    ConditionCheck: {
      TableName: tableName,
      Key: keys.node(organizationId),
      ConditionExpression: "#status = :active",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":active": "active" },
    },
  };
}
