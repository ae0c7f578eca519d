import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { VaultKeys } from "./id-number-vault.ts";

const key = { pk: "KEYS", sk: "KEYS" };
const Item = z.object({ sealing: z.instanceof(Uint8Array), hashing: z.instanceof(Uint8Array) });

/** How the keys lie in the table: wrapped by a key that never leaves its service. */
export interface KeyWrapping {
  wrap(plain: Uint8Array): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}

/**
 * Fetches the keys of the vault and makes them at first use. They stay the same for the life of the installation: without
 * the hashing key duplicates would not be found any more, without the sealing key no id number.
 */
export function fetchVaultKeys(
  client: DynamoDBDocumentClient,
  { tableName, wrapping }: { tableName: string; wrapping: KeyWrapping },
) {
  const read = async (): Promise<VaultKeys | undefined> => {
    const answer = await client.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
    if (answer.Item === undefined) return undefined;
    const { sealing, hashing } = Item.parse(answer.Item);
    return { sealing: await wrapping.unwrap(sealing), hashing: await wrapping.unwrap(hashing) };
  };

  return async (): Promise<VaultKeys> => {
    const known = await read();
    if (known !== undefined) return known;
    const keys: VaultKeys = { sealing: randomBytes(32), hashing: randomBytes(32) };
    const Item = { ...key, sealing: await wrapping.wrap(keys.sealing), hashing: await wrapping.wrap(keys.hashing) };
    try {
      await client.send(
        new PutCommand({ TableName: tableName, Item, ConditionExpression: "attribute_not_exists(pk)" }),
      );
      return keys;
    } catch (error) {
      const made = error instanceof ConditionalCheckFailedException ? await read() : undefined;
      if (made === undefined) throw error;
      return made;
    }
  };
}
