import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { fromBase64Url, hexOf, randomBytes, toBase64Url } from "../feedback-protocol/bytes.ts";
import { ConditionsFailed, commit } from "../runtime/dynamodb.ts";
import { keyItemKey, StoredIssuerKey } from "./directory.ts";
import type { DropStore, IssuerKey } from "./drop-store.ts";
import { poolKey } from "./pool.ts";

interface Tables {
  readonly pool: string;
  readonly spent: string;
  readonly directory: string;
}

const keys = {
  spent: (value: string) => ({ pk: `SPENT#${value}`, sk: "SPENT" }),
  salt: (epoch: string) => ({ pk: `SALT#${epoch}`, sk: "SALT" }),
};
const isNew = { ConditionExpression: "attribute_not_exists(pk)" };
const Salt = z.object({ salt: z.string() });

/** Keys and salts do not change: each environment asks for them once. */
export function dynamodbDropStore(client: DynamoDBDocumentClient, tables: Tables): DropStore {
  const knownKeys = new Map<string, IssuerKey>();
  const knownSalts = new Map<string, string>();
  const get = async (TableName: string, Key: object): Promise<unknown> =>
    (await client.send(new GetCommand({ TableName, Key: { ...Key }, ConsistentRead: true }))).Item;

  const ensureSalt = async (epoch: string, expiresAt: number): Promise<string> => {
    const Key = keys.salt(epoch);
    const found = Salt.optional().parse(await get(tables.spent, Key));
    if (found !== undefined) return found.salt;
    const Item = { ...Key, salt: toBase64Url(randomBytes(32)), expiresAt };
    const put = new PutCommand({ TableName: tables.spent, Item, ...isNew });
    // Somebody else may have been first; what stands there now counts.
    await client.send(put).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== "ConditionalCheckFailedException") throw error;
    });
    return Salt.parse(await get(tables.spent, Key)).salt;
  };

  return {
    async findKey(keyId) {
      const known = knownKeys.get(keyId);
      if (known !== undefined) return known;
      const stored = StoredIssuerKey.optional().parse(await get(tables.directory, keyItemKey(keyId)));
      if (stored === undefined) return undefined;
      const found = { ...stored, issuerKey: fromBase64Url(stored.issuerKey) };
      knownKeys.set(keyId, found);
      return found;
    },

    async saltOf(epoch, expiresAt) {
      const salt = knownSalts.get(epoch) ?? (await ensureSalt(epoch, expiresAt));
      knownSalts.set(epoch, salt);
      return fromBase64Url(salt);
    },

    async redeem({ spent, print, outer, expiresAt, ...scope }) {
      const id = hexOf(randomBytes(16));
      try {
        await commit(client, [
          { Put: { TableName: tables.spent, Item: { ...keys.spent(spent), print, expiresAt }, ...isNew } },
          { Put: { TableName: tables.pool, Item: { ...poolKey(scope, id), outer, expiresAt } } },
        ]);
        return "done";
      } catch (error) {
        if (error instanceof ConditionsFailed) return "spent_before";
        throw error;
      }
    },

    async findPrint(spent) {
      const Print = z.object({ print: z.string() });
      return Print.optional().parse(await get(tables.spent, keys.spent(spent)))?.print;
    },
  };
}
