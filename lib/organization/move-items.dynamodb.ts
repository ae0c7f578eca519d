import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { assignments, keys } from "./organization-items.dynamodb.ts";
import type { Follower, MoveLease, OrganizationStore } from "./organization-store.ts";

const StoredLease = z.object({
  organizationId: z.string(),
  version: z.int().positive(),
  formerPath: z.string(),
  path: z.string(),
});

/** A node may take its new path when it and its children are as they were seen; a child that nobody saw changes the count. */
function following({ organization, newPath }: Follower) {
  const { path, childCount, status } = organization;
  return assignments({ path: newPath }, { path, childCount, status });
}

/** Takes a descendant along in the transaction of the move. */
export function carryAlong(tableName: string, follower: Follower): TransactItem {
  const Key = keys.node(follower.organization.organizationId);
  return { Update: { TableName: tableName, Key, ...following(follower) } };
}

/** One large move at a time: two on one line could each take the other's followers to where they no longer belong. */
export function takeLease(tableName: string, lease: MoveLease): TransactItem {
  return {
    Put: { TableName: tableName, Item: { ...keys.move, ...lease }, ConditionExpression: "attribute_not_exists(pk)" },
  };
}

/** What a large move does behind its transaction. */
export function largeMovesIn(
  client: DynamoDBDocumentClient,
  tableName: string,
): Pick<OrganizationStore, "findMoveLease" | "carryFollower" | "endMove"> {
  return {
    async findMoveLease() {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.move, ConsistentRead: true }),
      );
      return StoredLease.optional().parse(Item);
    },

    async carryFollower(follower) {
      const Key = keys.node(follower.organization.organizationId);
      try {
        await client.send(new UpdateCommand({ TableName: tableName, Key, ...following(follower) }));
      } catch (error) {
        // Somebody changed it, or it was carried before: the next look tells.
        if (!(error instanceof Error && error.name === "ConditionalCheckFailedException")) throw error;
      }
    },

    async endMove({ organizationId, version }) {
      const isMine = {
        ConditionExpression: "organizationId = :id AND version = :version",
        ExpressionAttributeValues: { ":id": organizationId, ":version": version },
      };
      try {
        await commit(client, [{ Delete: { TableName: tableName, Key: keys.move, ...isMine } }]);
      } catch (error) {
        if (!(error instanceof ConditionsFailed)) throw error;
      }
    },
  };
}
