import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { DraftFile, type DraftFileStore } from "./attachment.ts";
import { keys } from "./message-items.ts";

/** Few at a time: a message takes its files out when it is posted. */
export function dynamodbDraftFileStore(client: DynamoDBDocumentClient, tableName: string): DraftFileStore {
  return {
    async listDrafts(organizationId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": keys.draftFile(organizationId, "").pk },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => DraftFile.parse(item));
    },

    async addDraft(organizationId, file) {
      const Item = { ...keys.draftFile(organizationId, file.attachmentId), ...file };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },

    async removeDraft(organizationId, attachmentId) {
      const Key = keys.draftFile(organizationId, attachmentId);
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName: tableName, Key, ReturnValues: "ALL_OLD" }),
      );
      return Attributes !== undefined;
    },
  };
}
