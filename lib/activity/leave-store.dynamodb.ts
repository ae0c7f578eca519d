import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { keys } from "./activity-items.ts";
import type { LeaveStore } from "./attendance-store.ts";
import { Leave } from "./leave.ts";

/** The largest list: some hundred requests; DynamoDB gives 1 MB in one answer. */
export function dynamodbLeaveStore(client: DynamoDBDocumentClient, tableName: string): LeaveStore {
  return {
    async find(activityId, personId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.leave(activityId, personId), ConsistentRead: true }),
      );
      return Leave.optional().parse(Item);
    },

    async list(activityId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": keys.leave(activityId, "").pk },
          ConsistentRead: true,
        }),
      );
      return Leave.array().parse(Items);
    },

    async save(activityId, leave, former, fact) {
      const condition =
        former === undefined
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "#state = :former",
              ExpressionAttributeNames: { "#state": "state" },
              ExpressionAttributeValues: { ":former": former },
            };
      try {
        await client.send(
          new PutCommand({
            TableName: tableName,
            Item: { ...keys.leave(activityId, leave.personId), ...leave, events: [fact] },
            ...condition,
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
