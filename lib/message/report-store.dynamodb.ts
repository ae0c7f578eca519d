import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { ConditionsFailed, commit } from "../runtime/dynamodb.ts";
import { channelNames, readDeliveryId, reportedOutcomes } from "./delivery.ts";
import { expiryOf, keys } from "./delivery-items.ts";
import type { DeliveryStore } from "./delivery-store.ts";

type ReportStore = Pick<DeliveryStore, "saveProviderId" | "findByProviderId" | "noteReport" | "countReports">;

/** Providers report hundreds a second after a message to everybody; one item takes a thousand writes at most. */
const parts = 16;
const partOf = (deliveryId: string) => (createHash("sha256").update(deliveryId).digest()[0] ?? 0) % parts;

/** Providers report for three days at most. */
const providerIdKeptSeconds = 7 * 24 * 60 * 60;

const StoredProviderId = z.object({ deliveryId: z.string() });
const StoredCounts = z.record(z.string(), z.unknown());

/** What providers told after they had taken a delivery. The first report of each stands, and is counted with it. */
export function reportStore(client: DynamoDBDocumentClient, tableName: string): ReportStore {
  return {
    async saveProviderId(providerId, deliveryId, at) {
      const expiresAt = Math.floor(at.getTime() / 1000) + providerIdKeptSeconds;
      const Item = { ...keys.provider(providerId), deliveryId, expiresAt };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },

    async findByProviderId(providerId) {
      const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.provider(providerId) }));
      return StoredProviderId.optional().parse(Item)?.deliveryId;
    },

    async noteReport(deliveryId, outcome, at) {
      const meant = readDeliveryId(deliveryId);
      if (meant === undefined) return false;
      const moment = at.toISOString();
      const noted = {
        TableName: tableName,
        Key: keys.delivery(deliveryId),
        UpdateExpression: "SET reported = :outcome, reportedAt = :at",
        ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(reported)",
        ExpressionAttributeValues: { ":outcome": outcome, ":at": moment },
      };
      const counted = {
        TableName: tableName,
        Key: keys.reports(meant.messageId, partOf(deliveryId)),
        UpdateExpression: "SET expiresAt = :expiry ADD #count :one",
        ExpressionAttributeNames: { "#count": countOf(meant.channel, outcome) },
        ExpressionAttributeValues: { ":expiry": expiryOf(moment), ":one": 1 },
      };
      try {
        await commit(client, [{ Update: noted }, { Update: counted }]);
        return true;
      } catch (error) {
        if (error instanceof ConditionsFailed) return false;
        throw error;
      }
    },

    async countReports(messageId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :reports)",
          ExpressionAttributeValues: { ":pk": keys.reports(messageId, 0).pk, ":reports": "REPORTS#" },
        }),
      );
      const items = Items.map((item) => StoredCounts.parse(item));
      const sumOf = (name: string) => items.reduce((sum, item) => sum + Number(item[name] ?? 0), 0);
      return Object.fromEntries(
        channelNames.map((channel) => [
          channel,
          Object.fromEntries(reportedOutcomes.map((outcome) => [outcome, sumOf(countOf(channel, outcome))])),
        ]),
      );
    },
  };
}

const countOf = (channel: string, outcome: string) => `${channel}_${outcome}`;
