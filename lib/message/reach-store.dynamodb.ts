import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { isWritten } from "../runtime/dynamodb.ts";
import { queryAll } from "../runtime/query-all.ts";
import { ChannelDecision } from "./channel-policy.ts";
import { keys as messageKeys, rollKey } from "./message-items.ts";
import { KeptPreferences } from "./preferences.ts";
import { KeptSubscription } from "./push-subscription.ts";
import type { ReachStore } from "./reach-store.ts";

const keys = {
  preferences: (recipientId: string) => ({ pk: messageKeys.person(recipientId), sk: "PREFERENCES" }),
  pushes: (recipientId: string) => ({ pk: messageKeys.person(recipientId), sk: "PUSHES" }),
  decision: (organizationId: string) => ({ pk: `CHANNELS#${organizationId}`, sk: "CHANNELS" }),
};

const StoredPreferences = z.object({
  recipientId: z.string(),
  preferences: KeptPreferences.omit({ bouncedEmail: true, bouncedPhone: true }).prefault({}),
  bouncedEmail: z.string().nullable().default(null),
  bouncedPhone: z.string().nullable().default(null),
});
const Enrolled = z.object({ accountId: z.string() });
const StoredPushes = z.object({ recipientId: z.string(), subscriptions: z.array(KeptSubscription) });

/** One item for each person and organisation, found by many at once. Eventually consistent. */
export function dynamodbReachStore(client: DynamoDBDocumentClient, tableName: string): ReachStore {
  const find = async <Item>(schema: z.ZodType<Item>, wanted: readonly object[]): Promise<Item[]> =>
    (await batchGet(client, { tableName, keys: wanted, isConsistent: false })).map((item) => schema.parse(item));
  const put = async (Item: Record<string, unknown>) => {
    await client.send(new PutCommand({ TableName: tableName, Item }));
  };
  return {
    async findPreferences(recipientIds) {
      const found = await find(StoredPreferences, recipientIds.map(keys.preferences));
      return new Map(
        found.map(({ recipientId, preferences, ...bounced }) => [recipientId, { ...preferences, ...bounced }]),
      );
    },

    savePreferences: (recipientId, preferences) => put({ ...keys.preferences(recipientId), recipientId, preferences }),

    async noteBounce(recipientId, channel, address) {
      const bounced = {
        // Another address was given meanwhile: that one has not bounced.
        email: { UpdateExpression: "SET bouncedEmail = :address", ConditionExpression: "preferences.email = :address" },
        // The number stands in the record: there may be no preferences yet.
        sms: { UpdateExpression: "SET bouncedPhone = :address, recipientId = :recipient" },
      }[channel];
      const write = client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.preferences(recipientId),
          ...bounced,
          ExpressionAttributeValues: { ":address": address, ...(channel === "sms" && { ":recipient": recipientId }) },
        }),
      );
      await isWritten(write);
    },

    async enrol(accountId) {
      await put({ ...rollKey(accountId), accountId });
    },

    async listEnrolled(part) {
      const items = await queryAll(client, {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": `ROLL#${part}` },
      });
      return items.map((item) => Enrolled.parse(item).accountId);
    },

    async findSubscriptions(recipientIds) {
      const found = await find(StoredPushes, recipientIds.map(keys.pushes));
      return new Map(found.map(({ recipientId, subscriptions }) => [recipientId, subscriptions]));
    },

    saveSubscriptions: (recipientId, subscriptions) => put({ ...keys.pushes(recipientId), recipientId, subscriptions }),

    async findDecisions(organizationIds) {
      const found = await find(ChannelDecision, [...new Set(organizationIds)].map(keys.decision));
      return new Map(found.map((decision) => [decision.organizationId, decision]));
    },

    async saveDecision(decision, expectedVersion, facts) {
      const condition =
        expectedVersion === 0
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : { ConditionExpression: "version = :version", ExpressionAttributeValues: { ":version": expectedVersion } };
      const Item = { ...keys.decision(decision.organizationId), ...decision, events: facts };
      return await isWritten(client.send(new PutCommand({ TableName: tableName, Item, ...condition })));
    },
  };
}
