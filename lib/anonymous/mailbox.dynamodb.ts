import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { hexOf, randomBytes, toBase64Url } from "../feedback-protocol/bytes.ts";
import { mailboxKeys } from "./mailbox-keys.ts";

const Item = z.object({ sk: z.string(), epoch: z.string(), inner: z.instanceof(Uint8Array) });

export interface MailboxMessage {
  readonly commit: string;
  readonly epoch: string;
  /** base64url; only a recipient's browser can open it. */
  readonly inner: string;
}

export interface Mailbox {
  listMessages(
    campaignId: string,
    page: { day: string; limit: number; after: string | undefined },
  ): Promise<{ messages: MailboxMessage[]; hasMore: boolean }>;
  listCommits(campaignId: string, day: string): Promise<string[]>;
  addReply(campaignId: string, sealed: string): Promise<void>;
}

/** The mailbox as the signed-in side sees it: sealed messages of a day, and sealed replies on their way out. */
export function dynamodbMailbox(client: DynamoDBDocumentClient, tableName: string): Mailbox {
  return {
    async listMessages(campaignId, { day, limit, after }) {
      const { pk } = mailboxKeys.message(campaignId, { day, commit: "" });
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: { pk, sk: after } }),
        }),
      );
      const messages = z
        .array(Item)
        .parse(Items)
        .map(({ sk, epoch, inner }) => ({ commit: sk, epoch, inner: toBase64Url(inner) }));
      return { messages, hasMore: LastEvaluatedKey !== undefined };
    },

    async listCommits(campaignId, day) {
      const { pk, sk } = mailboxKeys.release(campaignId, day);
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND sk = :sk",
          ExpressionAttributeValues: { ":pk": pk, ":sk": sk },
          ConsistentRead: true,
        }),
      );
      return z.array(z.object({ commits: z.array(z.string()) })).parse(Items)[0]?.commits ?? [];
    },

    async addReply(campaignId, sealed) {
      const Item = { ...mailboxKeys.reply(campaignId, hexOf(randomBytes(16))), sealed };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },
  };
}
