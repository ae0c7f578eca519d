import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { ConditionsFailed, commit, isWritten, type TransactItem } from "../runtime/dynamodb.ts";
import { channelNames, readDeliveryId, reportedOutcomes, tellsMore } from "./delivery.ts";
import { expiryOf, keys } from "./delivery-items.ts";
import type { DeliveryStore, EarlyReports, Report, ReportCount } from "./delivery-store.ts";

type ReportStore = Pick<DeliveryStore, "linkProviderId" | "findOrKeep" | "noteReport" | "countReports">;

/** Providers report hundreds a second after a message to everybody; one item takes a thousand writes at most. */
const parts = 16;
const partOf = (deliveryId: string) => (createHash("sha256").update(deliveryId).digest()[0] ?? 0) % parts;

/** Providers report for three days at most. */
const providerIdKeptSeconds = 7 * 24 * 60 * 60;
/** Longer than a queue keeps trying a batch whose sender was killed. */
const earlyKeptSeconds = 24 * 60 * 60;
const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

const StoredProviderId = z.object({
  deliveryId: z.string().optional(),
  outcomes: z.set(z.enum(reportedOutcomes)).optional(),
  dead: z.set(z.string()).optional(),
});
const Reported = z.object({ state: z.string(), reported: z.enum(reportedOutcomes).optional() });
const StoredCounts = z.record(z.string(), z.unknown());

/** Reports of two providers about one delivery at the same moment. */
const attempts = 5;

/**
 * What providers told after they had taken a delivery. An id and a report of it meet whichever comes first: both are written
 * to one item, and whoever comes second finds the other there.
 */
export function reportStore(
  client: DynamoDBDocumentClient,
  { messages, deliveries }: { readonly messages: string; readonly deliveries: string },
): ReportStore {
  const findDelivery = async (providerId: string): Promise<string | undefined> => {
    const Key = keys.provider(providerId);
    const { Item } = await client.send(new GetCommand({ TableName: deliveries, Key, ConsistentRead: true }));
    return StoredProviderId.optional().parse(Item)?.deliveryId;
  };
  return {
    async linkProviderId(providerId, deliveryId, at): Promise<EarlyReports> {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: deliveries,
          Key: keys.provider(providerId),
          UpdateExpression: "SET deliveryId = :delivery, expiresAt = :expiry",
          ExpressionAttributeValues: { ":delivery": deliveryId, ":expiry": secondsOf(at) + providerIdKeptSeconds },
          ReturnValues: "ALL_NEW",
        }),
      );
      const { outcomes = [], dead = [] } = StoredProviderId.parse(Attributes);
      return { outcomes: [...outcomes], dead: [...dead] };
    },

    async findOrKeep(providerId, { outcomes, dead }, at) {
      const known = await findDelivery(providerId);
      if (known !== undefined) return known;
      const keep = client.send(
        new UpdateCommand({
          TableName: deliveries,
          Key: keys.provider(providerId),
          UpdateExpression: `SET expiresAt = :expiry ADD outcomes :outcomes${dead.length > 0 ? ", dead :dead" : ""}`,
          ConditionExpression: "attribute_not_exists(deliveryId)",
          ExpressionAttributeValues: {
            ":expiry": secondsOf(at) + earlyKeptSeconds,
            ":outcomes": new Set(outcomes),
            ...(dead.length > 0 && { ":dead": new Set(dead) }),
          },
        }),
      );
      return (await isWritten(keep)) ? undefined : await findDelivery(providerId);
    },

    async noteReport(report) {
      for (let attempt = 1; ; attempt++) {
        const { Item } = await client.send(
          new GetCommand({ TableName: deliveries, Key: keys.delivery(report.deliveryId), ConsistentRead: true }),
        );
        const before = Reported.optional().parse(Item);
        if (before === undefined || !tellsMore(report.outcome, before.reported)) return;
        try {
          return await commit(client, changesOf(report, before));
        } catch (error) {
          if (!(error instanceof ConditionsFailed) || attempt === attempts) throw error;
        }
      }
    },

    async countReports(messageId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: deliveries,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :reports)",
          ExpressionAttributeValues: { ":pk": keys.reports(messageId, 0).pk, ":reports": "REPORTS#" },
        }),
      );
      const items = Items.map((item) => StoredCounts.parse(item));
      const sumOf = (name: string) => items.reduce((sum, item) => sum + Number(item[name] ?? 0), 0);
      const counts: readonly ReportCount[] = [...reportedOutcomes, "found"];
      return Object.fromEntries(
        channelNames.map((channel) => [
          channel,
          Object.fromEntries(counts.map((count) => [count, sumOf(`${channel}_${count}`)])),
        ]),
      );
    },
  };

  function changesOf({ deliveryId, outcome, at, failure }: Report, { state, reported }: z.infer<typeof Reported>) {
    const moment = at.toISOString();
    const meant = readDeliveryId(deliveryId);
    const isFirst = reported === undefined;
    const noted = {
      TableName: deliveries,
      Key: keys.delivery(deliveryId),
      UpdateExpression: "SET reported = :outcome, reportedAt = :at",
      // The state too: of what was left open, only the first report says that it was sent.
      ConditionExpression: `#state = :state AND ${isFirst ? "attribute_not_exists(reported)" : "reported = :before"}`,
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":outcome": outcome,
        ":at": moment,
        ":state": state,
        ...(!isFirst && { ":before": reported }),
      },
    };
    const counts = new Map<ReportCount, number>([[outcome, 1]]);
    if (!isFirst) counts.set(reported, -1);
    else if (state === "uncertain") counts.set("found", 1);
    const names = [...counts.keys()];
    const counted = {
      TableName: deliveries,
      Key: keys.reports(meant?.messageId ?? "", partOf(deliveryId)),
      UpdateExpression: `SET expiresAt = :expiry ADD ${names.map((_, index) => `#n${index} :by${index}`).join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(
        names.map((name, index) => [`#n${index}`, `${meant?.channel}_${name}`]),
      ),
      ExpressionAttributeValues: {
        ":expiry": expiryOf(moment),
        ...Object.fromEntries([...counts.values()].map((by, index) => [`:by${index}`, by])),
      },
    };
    const told = {
      TableName: messages,
      Key: keys.reportedFailure(deliveryId),
      UpdateExpression: "SET events = :events, expiresAt = :expiry",
      ExpressionAttributeValues: { ":events": [failure], ":expiry": expiryOf(moment) },
    };
    const changes: TransactItem[] = [{ Update: noted }, { Update: counted }];
    return failure === undefined ? changes : [...changes, { Update: told }];
  }
}
