import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { itemHolder } from "../runtime/item-holder.ts";
import { keys } from "./feedback-keys.ts";

/**
 * The keys of somebody who receives anonymous feedback, and notices of new messages. What somebody wrote anonymously cannot be
 * found, by anybody: nothing there leads to a person (ADR 0042).
 */
export function feedbackHolder(client: DynamoDBDocumentClient, tableName: string) {
  return itemHolder(client, tableName, {
    async find(source, { accountIds }) {
      const partitions = accountIds.flatMap((id) => [keys.recipient(id).pk, keys.notice(id, "").pk]);
      return (await Promise.all(partitions.map((pk) => source.partition(pk)))).flat();
    },
    show: ({ pk, publicKey, campaignId, day }) =>
      pk.startsWith("NOTICE#") ? { noticeOf: campaignId, day } : { hasKeyForFeedback: publicKey !== undefined },
  });
}
