import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { keys } from "./activity-items.ts";
import type { DoorKeyStore, DoorKeys } from "./door-key-store.ts";

const Stored = z.object({ privateKey: z.string(), publicKey: z.string() });

export function dynamodbDoorKeyStore(client: DynamoDBDocumentClient, tableName: string): DoorKeyStore {
  const find = async (activityId: string): Promise<DoorKeys | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: keys.doorKeys(activityId), ConsistentRead: true }),
    );
    return Stored.optional().parse(Item);
  };
  return {
    find,
    async keepFirst(activityId, made) {
      const put = new PutCommand({
        TableName: tableName,
        Item: { ...keys.doorKeys(activityId), ...made },
        ConditionExpression: "attribute_not_exists(pk)",
      });
      try {
        await client.send(put);
        return made;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return (await find(activityId)) ?? made;
      }
    },
  };
}
