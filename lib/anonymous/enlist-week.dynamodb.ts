import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { commit } from "../runtime/dynamodb.ts";
import { keyItemKey, type StoredWeek, weekItemKey } from "./directory.ts";

/** Tells drop and mixer of the keys of a week. Said again, it says the same. */
export function enlistWeek(client: DynamoDBDocumentClient, tableName: string) {
  return async (week: StoredWeek & { readonly keyId: string }): Promise<void> => {
    const { campaignId, epoch, issuerKey, acceptUntil, expiresAt, mixerSeed } = week;
    const known = { campaignId, epoch, issuerKey, acceptUntil, expiresAt };
    const put = (Item: object) => ({ Put: { TableName: tableName, Item: { ...Item } } });
    await commit(client, [
      put({ ...keyItemKey(week.keyId), ...known }),
      put({ ...weekItemKey(week), ...known, mixerSeed }),
    ]);
  };
}
