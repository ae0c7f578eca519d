import { randomUUID } from "node:crypto";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { isWritten } from "../runtime/dynamodb.ts";
import { channelNames, finalReasons } from "./delivery.ts";
import { expiryOf, keys } from "./delivery-items.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import { reportStore } from "./report-store.dynamodb.ts";

const states = ["sending", "waiting", "sent", "digest", "elsewhere", ...finalReasons] as const;
const StoredExpansion = z.object({
  messageId: z.string(),
  state: z.enum(["running", "paused", "done", "recalled"]),
  organizationIds: z.array(z.string()),
  withCampus: z.boolean().default(false),
  position: z.int(),
  recipients: z.int(),
  channels: z.array(z.enum(channelNames)),
  version: z.int(),
});
const StoredDelivery = z.object({
  id: z.string(),
  state: z.enum(states),
  batchId: z.string(),
  at: z.string(),
  taker: z.string().optional(),
});
const StoredBatch = z.object({ channel: z.enum(channelNames), counts: z.partialRecord(z.enum(states), z.int()) });

/** Deliveries beside the messages, in a table without a stream: nothing follows from a single one. */
export function dynamodbDeliveryStore(
  client: DynamoDBDocumentClient,
  tables: { readonly messages: string; readonly deliveries: string },
): DeliveryStore {
  const { messages, deliveries } = tables;
  return {
    async findExpansion(messageId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: messages, Key: keys.expansion(messageId), ConsistentRead: true }),
      );
      return StoredExpansion.optional().parse(Item);
    },

    async saveExpansion(expansion, expectedVersion, facts = []) {
      const condition =
        expectedVersion === undefined
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "version = :version",
              ExpressionAttributeValues: { ":version": expectedVersion },
            };
      const Item = { ...keys.expansion(expansion.messageId), ...expansion, ...(facts.length > 0 && { events: facts }) };
      return await isWritten(client.send(new PutCommand({ TableName: messages, Item, ...condition })));
    },

    async claim({ id, batchId, at, lostBefore }) {
      // Tells an own write, whose answer was lost and which the client repeated, from that of somebody else.
      const taker = randomUUID();
      const look = async () => {
        const { Item } = await client.send(
          new GetCommand({ TableName: deliveries, Key: keys.delivery(id), ConsistentRead: true }),
        );
        return StoredDelivery.parse(Item);
      };
      const take = (condition: object) =>
        isWritten(
          client.send(
            new PutCommand({
              TableName: deliveries,
              Item: { ...keys.delivery(id), id, batchId, state: "sending", at, taker, expiresAt: expiryOf(at) },
              ...condition,
            }),
          ),
        );
      if (await take({ ConditionExpression: "attribute_not_exists(pk)" })) return "claimed";
      const known = await look();
      if (known.taker === taker) return "claimed";
      const isLost = known.state === "sending" && known.at < lostBefore;
      const { state, batchId: takenBy } = known;
      if (state !== "waiting" && !isLost) return { state, batchId: takenBy };
      const unchanged = {
        ConditionExpression: "#state = :state AND #at = :at",
        ExpressionAttributeNames: { "#state": "state", "#at": "at" },
        ExpressionAttributeValues: { ":state": state, ":at": known.at },
      };
      if (!(await take(unchanged)) && (await look()).taker !== taker) return { state: "sending", batchId: takenBy };
      return isLost ? "lost" : "claimed";
    },

    async mark(id, state, at) {
      await client.send(
        new UpdateCommand({
          TableName: deliveries,
          Key: keys.delivery(id),
          UpdateExpression: "SET #state = :state, #at = :at",
          ExpressionAttributeNames: { "#state": "state", "#at": "at" },
          ExpressionAttributeValues: { ":state": state, ":at": at },
        }),
      );
    },

    async findStates(ids) {
      const found = await batchGet(client, { tableName: deliveries, keys: ids.map(keys.delivery), isConsistent: true });
      return new Map(found.map((item) => StoredDelivery.parse(item)).map((one) => [one.id, one]));
    },

    async saveBatch(messageId, channel, batchId, counts, at) {
      const expiresAt = expiryOf(at.toISOString());
      const Item = { ...keys.progress(messageId, batchId), channel, counts, expiresAt };
      await client.send(new PutCommand({ TableName: deliveries, Item }));
    },

    async listBatches(messageId) {
      const found: z.infer<typeof StoredBatch>[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: deliveries,
            // Reports stand before them, in capitals.
            KeyConditionExpression: "pk = :pk AND sk > :reports",
            ExpressionAttributeValues: { ":pk": keys.progress(messageId, "").pk, ":reports": "REPORTS#~" },
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        found.push(...Items.map((item) => StoredBatch.parse(item)));
        start = LastEvaluatedKey;
      } while (start !== undefined);
      return found;
    },

    ...reportStore(client, deliveries),

    async tellFailure(messageId, batchId, fact) {
      await client.send(
        new UpdateCommand({
          TableName: messages,
          Key: keys.failure(messageId, batchId),
          // The first telling stays, so that the relay sees its fact once.
          UpdateExpression: "SET events = if_not_exists(events, :events)",
          ExpressionAttributeValues: { ":events": [fact] },
        }),
      );
    },
  };
}
