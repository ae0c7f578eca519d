import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { Account } from "./account.ts";
import type { AccountStore } from "./account-store.ts";

export const StoredAccount = Account.extend({ version: z.int().positive() });
const Name = Account.pick({ accountId: true, name: true });

export const accountKey = (accountId: string) => ({ pk: `ACCOUNT#${accountId}`, sk: "PROFILE" });

const namesOnly = { ProjectionExpression: "accountId, #name", ExpressionAttributeNames: { "#name": "name" } };

export function dynamodbAccountStore(client: DynamoDBDocumentClient, tableName: string): AccountStore {
  return {
    async find(accountId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: accountKey(accountId), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : StoredAccount.parse(Item);
    },

    async findMany(accountIds) {
      const keys = [...new Set(accountIds)].map(accountKey);
      const items = await batchGet(client, { tableName, keys, isConsistent: true });
      return new Map(
        StoredAccount.array()
          .parse(items)
          .map((account) => [account.accountId, account]),
      );
    },

    async findNames(accountIds) {
      const keys = [...new Set(accountIds)].map(accountKey);
      const items = await batchGet(client, { tableName, keys, isConsistent: false, projection: namesOnly });
      return new Map(items.map((item) => Name.parse(item)).map(({ accountId, name }) => [accountId, name]));
    },
  };
}
