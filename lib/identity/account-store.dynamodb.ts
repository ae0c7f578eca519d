import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { Account } from "./account.ts";
import type { AccountStore } from "./account-store.ts";

export const StoredAccount = Account.extend({ version: z.int().positive() });
const Name = Account.pick({ accountId: true, name: true });

export const accountKey = (accountId: string) => ({ pk: `ACCOUNT#${accountId}`, sk: "PROFILE" });

/** DynamoDB gives at most 100 items in one batch. */
const batchSize = 100;

export function dynamodbAccountStore(client: DynamoDBDocumentClient, tableName: string): AccountStore {
  return {
    async find(accountId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: accountKey(accountId), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : StoredAccount.parse(Item);
    },

    async findNames(accountIds) {
      const names = new Map<string, string>();
      const wanted = [...new Set(accountIds)].map(accountKey);
      for (let start = 0; start < wanted.length; start += batchSize) {
        let keys: Record<string, unknown>[] = wanted.slice(start, start + batchSize);
        while (keys.length > 0) {
          const request = {
            Keys: keys,
            ProjectionExpression: "accountId, #name",
            ExpressionAttributeNames: { "#name": "name" },
          };
          const answer = await client.send(new BatchGetCommand({ RequestItems: { [tableName]: request } }));
          for (const item of answer.Responses?.[tableName] ?? []) {
            const { accountId, name } = Name.parse(item);
            names.set(accountId, name);
          }
          keys = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
        }
      }
      return names;
    },
  };
}
