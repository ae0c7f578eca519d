import { randomUUID } from "node:crypto";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { isWritten } from "../runtime/dynamodb.ts";
import { queryAll } from "../runtime/query-all.ts";
import { channelNames, finalReasons, reportedOutcomes } from "./delivery.ts";
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
  providerId: z.string().optional(),
  reported: z.enum(reportedOutcomes).optional(),
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
      const { state, batchId: takenBy, providerId, reported } = known;
      const isOpen = (state === "waiting" || isLost) && reported === undefined;
      if (!isOpen) return { state, batchId: takenBy, providerId, reported };
      const unchanged = {
        ConditionExpression: "#state = :state AND #at = :at AND attribute_not_exists(reported)",
        ExpressionAttributeNames: { "#state": "state", "#at": "at" },
        ExpressionAttributeValues: { ":state": state, ":at": known.at },
      };
      if (!(await take(unchanged)) && (await look()).taker !== taker) return { state: "sending", batchId: takenBy };
      return isLost ? "lost" : "claimed";
    },

    async mark(id, state, at, providerId) {
      const isNamed = providerId !== undefined;
      await client.send(
        new UpdateCommand({
          TableName: deliveries,
          Key: keys.delivery(id),
          UpdateExpression: `SET #state = :state, #at = :at${isNamed ? ", providerId = :provider" : ""}`,
          ExpressionAttributeNames: { "#state": "state", "#at": "at" },
          ExpressionAttributeValues: { ":state": state, ":at": at, ...(isNamed && { ":provider": providerId }) },
        }),
      );
    },

    async markUncertain(id, at) {
      const write = client.send(
        new UpdateCommand({
          TableName: deliveries,
          Key: keys.delivery(id),
          UpdateExpression: "SET #state = :state, #at = :at",
          ConditionExpression: "attribute_not_exists(reported)",
          ExpressionAttributeNames: { "#state": "state", "#at": "at" },
          ExpressionAttributeValues: { ":state": "uncertain", ":at": at },
        }),
      );
      return await isWritten(write);
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
      const items = await queryAll(client, {
        TableName: deliveries,
        // Reports stand before them, in capitals.
        KeyConditionExpression: "pk = :pk AND sk > :reports",
        ExpressionAttributeValues: { ":pk": keys.progress(messageId, "").pk, ":reports": "REPORTS#~" },
      });
      return items.map((item) => StoredBatch.parse(item));
    },

    ...reportStore(client, tables),

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
