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
import { Campaign, FeedbackCase, RecipientKey } from "./campaign.ts";
import { keys } from "./feedback-keys.ts";
import type { CampaignWeek, FeedbackStore, PublishedResults } from "./feedback-store.ts";

const Week = z.object({
  campaignId: z.string(),
  epoch: z.string(),
  issuerKey: z.string(),
  keyId: z.string(),
  wrappedIssuerKey: z.string(),
  mixerKey: z.string(),
  mixerSeed: z.string(),
  acceptUntil: z.string(),
  digest: z.string(),
}) satisfies z.ZodType<CampaignWeek>;
const Results = z.object({
  questions: z.array(
    z.object({ questionId: z.string(), cells: z.record(z.string(), z.number().nullable()).nullable() }),
  ),
  // Absent where only an outcome was published.
  topics: z.record(z.string(), z.number()).nullable().default(null),
  exact: z.record(z.string(), z.record(z.string(), z.number())),
  outcomes: z.array(z.object({ measure: z.string(), result: z.string(), on: z.string() })),
}) satisfies z.ZodType<PublishedResults>;

const isNew = { ConditionExpression: "attribute_not_exists(pk)" };
const following = (version: number) =>
  version === 1
    ? isNew
    : { ConditionExpression: "version = :former", ExpressionAttributeValues: { ":former": version - 1 } };

/** The store of the signed-in side of feedback in one DynamoDB table, see `table.ts` for its items. */
export function dynamodbFeedbackStore(client: DynamoDBDocumentClient, tableName: string): FeedbackStore {
  const put = (Item: object, condition: object = {}): TransactItem => ({
    Put: { TableName: tableName, Item: { ...Item }, ...condition },
  });
  const get = async (Key: object): Promise<unknown> =>
    (await client.send(new GetCommand({ TableName: tableName, Key: { ...Key }, ConsistentRead: true }))).Item;
  const query = async (parts: object) => await client.send(new QueryCommand({ TableName: tableName, ...parts }));
  /** `false` when a condition did not hold. */
  const written = async (items: TransactItem[]): Promise<boolean> => {
    try {
      await commit(client, items);
      return true;
    } catch (error) {
      if (error instanceof ConditionsFailed) return false;
      throw error;
    }
  };
  const campaignItem = (campaign: Campaign, events: readonly object[]) => ({
    ...keys.campaign(campaign.campaignId),
    ...campaign,
    list: campaign.state,
    listKey: `${campaign.opensOn}#${campaign.campaignId}`,
    events,
  });
  const caseItem = (one: FeedbackCase, events: readonly object[]) => ({
    ...keys.oneCase(one.campaignId, one.commit),
    ...one,
    // Only what still waits for an answer is looked for by its day.
    ...(one.state !== "answered" &&
      !one.isSilent && { dueOn: one.answerBy, dueKey: `${one.campaignId}#${one.commit}` }),
    events,
  });

  return {
    findCampaign: async (campaignId) => Campaign.optional().parse(await get(keys.campaign(campaignId))),

    async insertCampaign(campaign, { facts, receipt, answer }) {
      const claim =
        campaign.kind === "standing"
          ? [put({ ...keys.standing(campaign.organizationId), campaignId: campaign.campaignId }, isNew)]
          : [];
      const items = [put(campaignItem(campaign, facts), isNew), ...claim, ...receiptItems(tableName, receipt, answer)];
      return (await written(items)) ? "done" : "has_standing_box";
    },

    async saveCampaign(next, { facts, receipt, answer }) {
      const released =
        next.kind === "standing" && next.state === "closed"
          ? [{ Delete: { TableName: tableName, Key: keys.standing(next.organizationId) } }]
          : [];
      const item = put(campaignItem(next, facts), following(next.version));
      return await written([item, ...released, ...receiptItems(tableName, receipt, answer)]);
    },

    async listCampaigns(state) {
      const { Items = [] } = await query({
        IndexName: "byList",
        KeyConditionExpression: "#list = :state",
        ExpressionAttributeNames: { "#list": "list" },
        ExpressionAttributeValues: { ":state": state },
        ScanIndexForward: false,
        Limit: 200,
      });
      return z.array(Campaign).parse(Items);
    },

    findRecipientKey: async (accountId) => RecipientKey.optional().parse(await get(keys.recipient(accountId))),

    async saveRecipientKey(accountId, key, { facts, receipt, answer }) {
      const item = put({ ...keys.recipient(accountId), ...key, events: facts }, following(key.version));
      return await written([item, ...receiptItems(tableName, receipt, answer)]);
    },

    findWeek: async (campaignId, epoch) => Week.optional().parse(await get(keys.week(campaignId, epoch))),

    insertWeek: (week) => written([put({ ...keys.week(week.campaignId, week.epoch), ...week }, isNew)]),

    async saveDigest(week) {
      await client.send(
        new PutCommand({ TableName: tableName, Item: { ...keys.week(week.campaignId, week.epoch), ...week } }),
      );
    },

    async insertCase(one) {
      await written([put(caseItem(one, []), isNew)]);
    },

    findCase: async (campaignId, commitment) =>
      FeedbackCase.optional().parse(await get(keys.oneCase(campaignId, commitment))),

    async saveCase(next, { facts, receipt, answer }, outcome) {
      const published: TransactItem[] =
        outcome === undefined
          ? []
          : [
              {
                Update: {
                  TableName: tableName,
                  Key: keys.results(next.campaignId),
                  UpdateExpression:
                    "SET outcomes = list_append(if_not_exists(outcomes, :none), :one), questions = if_not_exists(questions, :none), exact = if_not_exists(exact, :nothing)",
                  ExpressionAttributeValues: { ":none": [], ":one": [outcome], ":nothing": {} },
                },
              },
            ];
      const item = put(caseItem(next, facts), following(next.version));
      return await written([item, ...published, ...receiptItems(tableName, receipt, answer)]);
    },

    async listCases(campaignId, { limit, after }) {
      const { pk, sk } = keys.oneCase(campaignId, "");
      const { Items = [], LastEvaluatedKey } = await query({
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":pk": pk, ":prefix": sk },
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: keys.oneCase(campaignId, after) }),
      });
      return { cases: z.array(FeedbackCase).parse(Items), hasMore: LastEvaluatedKey !== undefined };
    },

    async listUnansweredDue(day) {
      const { Items = [] } = await query({
        IndexName: "byDue",
        KeyConditionExpression: "dueOn = :day",
        ExpressionAttributeValues: { ":day": day },
      });
      return z.array(FeedbackCase).parse(Items);
    },

    findResults: async (campaignId) => Results.optional().parse(await get(keys.results(campaignId))),

    async saveResults(campaignId, results) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...keys.results(campaignId), ...results } }));
    },

    async saveNotice(accountId, campaignId, day) {
      const Item = { ...keys.notice(accountId, `${campaignId}#${day}`), campaignId, day };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },

    async listNotices(accountId) {
      const { Items = [] } = await query({
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": keys.notice(accountId, "").pk },
        Limit: 200,
      });
      return z.array(z.object({ campaignId: z.string(), day: z.string() })).parse(Items);
    },

    async removeNotice(accountId, campaignId, day) {
      const Key = keys.notice(accountId, `${campaignId}#${day}`);
      await client.send(new DeleteCommand({ TableName: tableName, Key }));
    },

    findSweptDay: async () =>
      z
        .object({ day: z.string() })
        .optional()
        .parse(await get(keys.sweep))?.day,

    async saveSweptDay(day) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...keys.sweep, day } }));
    },
  };
}
