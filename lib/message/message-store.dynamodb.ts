import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor } from "../shared/page.ts";
import { Message, StoredMessage } from "./message.ts";
import { entryItems, keys, StoredEntry } from "./message-items.ts";
import type { Consequences, MessageStore } from "./message-store.ts";
import { SavedAudience } from "./saved-audience.ts";
import type { SavedAudienceStore } from "./saved-audiences.ts";

const Edition = z.object({ version: z.int().positive(), title: z.string(), body: z.string() });

/** Messages and the partitions of inboxes, see `table.ts`. */
export function dynamodbMessageStore(
  client: DynamoDBDocumentClient,
  tableName: string,
): MessageStore & SavedAudienceStore {
  const put = (Item: Record<string, unknown>, condition: object = {}): TransactItem => ({
    Put: { TableName: tableName, Item, ...condition },
  });
  const query = async (input: object) =>
    await client.send(
      new QueryCommand({ TableName: tableName, ...input } as ConstructorParameters<typeof QueryCommand>[0]),
    );
  const itemsOf = (message: StoredMessage, { facts, receipt, answer }: Consequences, condition: object) => [
    put({ ...keys.message(message.messageId), ...message, events: facts }, condition),
    put({ ...keys.sent(message.senderOrganizationId, message.messageId), ...message }),
    ...entryItems(message).map((item) => put(item)),
    ...receiptItems(tableName, receipt, answer),
  ];

  return {
    async find(messageId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.message(messageId), ConsistentRead: true }),
      );
      return StoredMessage.optional().parse(Item);
    },

    async post(message, consequences) {
      const items = itemsOf(message, consequences, { ConditionExpression: "attribute_not_exists(pk)" });
      // Each file goes with one message; one that was thrown away meanwhile with none.
      const taken = message.attachments.map(
        ({ attachmentId }): TransactItem => ({
          Delete: {
            TableName: tableName,
            Key: keys.draftFile(message.senderOrganizationId, attachmentId),
            ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(isWithdrawn)",
          },
        }),
      );
      await commit(client, [...items, ...taken]);
    },

    async postOnce(message, consequences) {
      try {
        await commit(client, itemsOf(message, consequences, { ConditionExpression: "attribute_not_exists(pk)" }));
        return true;
      } catch (error) {
        if (error instanceof ConditionsFailed) return false;
        throw error;
      }
    },

    async amend(before, after, edition, consequences) {
      const condition = {
        ConditionExpression: "version = :version",
        ExpressionAttributeValues: { ":version": before.version },
      };
      const former =
        edition === undefined ? [] : [put({ ...keys.edition(after.messageId, edition.version), ...edition })];
      try {
        await commit(client, [...itemsOf(after, consequences, condition), ...former]);
        return true;
      } catch (error) {
        if (error instanceof ConditionsFailed) return false;
        throw error;
      }
    },

    async listEditions(messageId) {
      const { Items = [] } = await query({
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :edition)",
        ExpressionAttributeValues: { ":pk": keys.message(messageId).pk, ":edition": "EDITION#" },
      });
      return Items.map((item) => Edition.parse(item));
    },

    async listEntries(mailbox, { limit, before }) {
      // Pinned ones come first from the end, and between "IN#" and "PIN#" nothing else stands: one query for both.
      const below = before ?? "PIN#~";
      const { Items = [] } = await query({
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :below",
        ExpressionAttributeValues: { ":pk": keys.mailbox(mailbox), ":first": "IN#", ":below": below },
        ScanIndexForward: false,
        // One more where there is a bound, which is itself included.
        Limit: before === undefined ? limit : limit + 1,
      });
      return Items.filter(({ sk }) => sk < below)
        .slice(0, limit)
        .map((item) => StoredEntry.parse(item));
    },

    async countSince(organizationId, since) {
      const { Count = 0 } = await query({
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :since AND :end",
        ExpressionAttributeValues: {
          ":pk": keys.mailbox({ of: "node", organizationId }),
          ":since": `IN#${since}`,
          ":end": "IN#~",
        },
        Select: "COUNT",
      });
      return Count;
    },

    async listSent(organizationId, { limit, cursor }) {
      const list = `sent:${organizationId}`;
      const { Items = [], LastEvaluatedKey } = await fromCursor(list, cursor, (start) =>
        query({
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": keys.sent(organizationId, "").pk },
          ScanIndexForward: false,
          Limit: limit,
          ...start,
        }),
      );
      const nextCursor = LastEvaluatedKey === undefined ? null : encodeCursor(list, LastEvaluatedKey);
      return { items: Items.map((item) => Message.parse(item)), nextCursor };
    },

    async listSaved(organizationId) {
      const { Items = [] } = await query({
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": keys.saved(organizationId, "").pk },
      });
      return Items.map((item) => SavedAudience.parse(item));
    },

    async save(organizationId, saved) {
      const Item = { ...keys.saved(organizationId, saved.savedId), ...saved };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },

    async remove(organizationId, savedId) {
      const Key = keys.saved(organizationId, savedId);
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName: tableName, Key, ReturnValues: "ALL_OLD" }),
      );
      return Attributes !== undefined;
    },
  };
}
