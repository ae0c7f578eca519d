import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { isWritten } from "../runtime/dynamodb.ts";
import { queryAll, queryPages } from "../runtime/query-all.ts";
import { DraftFile, type DraftFileStore } from "./attachment.ts";
import { draftPartition, keys } from "./message-items.ts";

const StoredDraft = DraftFile.extend({ organizationId: z.string(), isWithdrawn: z.literal(true).optional() });

/** Few at a time: a message takes its files out when it is posted, and what nobody sends goes in the night. */
export function dynamodbDraftFileStore(client: DynamoDBDocumentClient, tableName: string): DraftFileStore {
  return {
    async listDrafts(organizationId) {
      const { pk, sk } = keys.draftFile(organizationId, "");
      const items = await queryAll(client, {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :organization)",
        ExpressionAttributeValues: { ":pk": pk, ":organization": sk },
        ConsistentRead: true,
      });
      const waiting = items.map((item) => StoredDraft.parse(item)).filter(({ isWithdrawn }) => isWithdrawn !== true);
      return waiting.map((item) => DraftFile.parse(item));
    },

    async *listAllDrafts(part) {
      const pages = queryPages(client, {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": draftPartition(part) },
      });
      for await (const items of pages) for (const item of items) yield StoredDraft.parse(item);
    },

    async addDraft(organizationId, file) {
      const Item = { ...keys.draftFile(organizationId, file.attachmentId), organizationId, ...file };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },

    async withdrawDraft({ organizationId, attachmentId }) {
      const write = client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.draftFile(organizationId, attachmentId),
          UpdateExpression: "SET isWithdrawn = :true",
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeValues: { ":true": true },
        }),
      );
      return await isWritten(write);
    },

    async forgetDraft({ organizationId, attachmentId }) {
      const Key = keys.draftFile(organizationId, attachmentId);
      await client.send(new DeleteCommand({ TableName: tableName, Key }));
    },
  };
}
