import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { Merge } from "./merge.ts";
import type { MergeStore, PartOfMerge } from "./merge-store.ts";
import type { Organization } from "./organization.ts";
import { putLine } from "./organization-history.dynamodb.ts";
import { organizationItems } from "./organization-items.dynamodb.ts";

const keyOf = (mergeId: string) => ({ pk: `MERGE#${mergeId}`, sk: "MERGE" });

/** Merges stand in the table of the tree, one item each, beside what they change. */
export function dynamodbMergeStore(client: DynamoDBDocumentClient, tableName: string): MergeStore {
  const { change, freeName, countChildren, write } = organizationItems(client, tableName);
  const beside = ({ after, lines, gate }: PartOfMerge): TransactItem[] => [
    ...lines.map((line) => putLine(tableName, after.organizationId, line)),
    gate,
  ];

  return {
    async findMerge(mergeId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(mergeId), ConsistentRead: true }),
      );
      return Merge.optional().parse(Item);
    },

    async startMerge(merge, { target, sources }, receipt) {
      const take = ({ before, after, facts }: PartOfMerge, more: Partial<Organization>) =>
        change(after, ["mergeId"], facts, { version: before.version, status: "active", ...more });
      const claim: TransactItem = {
        Put: {
          TableName: tableName,
          Item: { ...keyOf(merge.mergeId), ...merge },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      };
      const failed = await write([
        take(target, {}),
        ...sources.map((source) => take(source, { childCount: 0 })),
        claim,
        ...[target, ...sources].flatMap(beside),
        ...receiptItems(tableName, receipt, target.after),
      ]);
      return failed.length === 0 ? "done" : "changed_meanwhile";
    },

    async finishMerge(merge, { target, sources, parent }) {
      const end: TransactItem = {
        Update: {
          TableName: tableName,
          Key: keyOf(merge.mergeId),
          UpdateExpression: "SET #state = :done",
          ConditionExpression: "#state = :running",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":done": "done", ":running": "running" },
        },
      };
      const { mergeId } = merge;
      const empty = { mergeId, childCount: 0, memberCount: 0, candidateCount: 0 };
      const failed = await write([
        end,
        change(target.after, ["mergeId"], target.facts, { version: target.before.version, mergeId }),
        ...sources.flatMap(({ before, after, facts }) => [
          change(after, ["status", "dissolvedOn", "dissolvedReason", "successorId", "mergeId"], facts, {
            version: before.version,
            ...empty,
          }),
          freeName(parent.organizationId, before.name),
        ]),
        countChildren(parent, -sources.length),
        ...[target, ...sources].flatMap(beside),
      ]);
      return failed.length === 0 ? "done" : "changed_meanwhile";
    },
  };
}
