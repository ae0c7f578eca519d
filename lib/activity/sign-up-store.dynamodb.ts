import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { queryAll } from "../runtime/query-all.ts";
import { keys } from "./activity-items.ts";
import type { SignUpStore } from "./attendance-store.ts";
import { SignUp } from "./sign-up.ts";

const Counter = z.object({ lastNumber: z.int(), released: z.int().default(0) });

/**
 * One counter an activity, in a partition of its own; the sign-ups stand beside it in another. An unconditional ADD never
 * fails and never waits for a transaction, so a crowd gets its numbers as fast as one item takes writes: 1,000 a second.
 */
export function dynamodbSignUpStore(client: DynamoDBDocumentClient, tableName: string): SignUpStore {
  return {
    async find(activityId, personId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.signUp(activityId, personId), ConsistentRead: true }),
      );
      return SignUp.optional().parse(Item);
    },

    async list(activityId) {
      const items = await queryAll(client, {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": keys.signUp(activityId, "").pk },
        ConsistentRead: true,
      });
      return items.map((item) => SignUp.parse(item));
    },

    async takeNumber(activityId) {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.sequence(activityId),
          UpdateExpression: "ADD lastNumber :one",
          ExpressionAttributeValues: { ":one": 1 },
          ReturnValues: "ALL_NEW",
        }),
      );
      const { lastNumber, released } = Counter.parse(Attributes);
      return { sequence: lastNumber, released };
    },

    async releaseNumber(activityId) {
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.sequence(activityId),
          UpdateExpression: "ADD released :one",
          ExpressionAttributeValues: { ":one": 1 },
        }),
      );
    },

    async insert(activityId, signUp, fact) {
      return await isDone(
        client.send(
          new PutCommand({
            TableName: tableName,
            Item: { ...keys.signUp(activityId, signUp.personId), ...signUp, events: [fact] },
            ConditionExpression: "attribute_not_exists(pk) OR attribute_type(withdrawnAt, :text)",
            ExpressionAttributeValues: { ":text": "S" },
          }),
        ),
      );
    },

    async withdraw(activityId, { personId, sequence }, at, fact) {
      return await isDone(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: keys.signUp(activityId, personId),
            UpdateExpression: "SET withdrawnAt = :at, events = :events",
            ConditionExpression: "#sequence = :sequence AND attribute_type(withdrawnAt, :null)",
            ExpressionAttributeNames: { "#sequence": "sequence" },
            ExpressionAttributeValues: { ":at": at, ":events": [fact], ":sequence": sequence, ":null": "NULL" },
          }),
        ),
      );
    },
  };
}

async function isDone(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
