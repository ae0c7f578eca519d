import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import type { Fact } from "../shared/event.ts";
import { type Organization, siblingKey } from "./organization.ts";

export const keys = {
  node: (organizationId: string) => ({ pk: `ORG#${organizationId}`, sk: "NODE" }),
  name: (parentId: string, name: string) => ({ pk: `ORG#${parentId}`, sk: `NAME#${siblingKey(name)}` }),
  root: { pk: "ROOT", sk: "ROOT" },
  move: { pk: "MOVE", sk: "MOVE" },
  standing: (personId: string) => ({ pk: `COUNTED#${personId}`, sk: "COUNTED" }),
};

/** The items of the transactions that change the tree, see `table.ts`. */
export function organizationItems(client: DynamoDBDocumentClient, tableName: string) {
  const update = (
    organizationId: string,
    parts: Omit<NonNullable<TransactItem["Update"]>, "TableName" | "Key">,
  ): TransactItem => ({ Update: { TableName: tableName, Key: keys.node(organizationId), ...parts } });
  const claim = (key: Readonly<Record<string, string>>, organizationId: string): TransactItem => ({
    Put: {
      TableName: tableName,
      Item: { ...key, organizationId },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  });

  return {
    /** Writes some fields of the new state with the facts, if the former state still holds. Counts are never overwritten. */
    change(
      after: Organization,
      fields: readonly (keyof Organization)[],
      facts: readonly Fact[],
      expected: Partial<Organization>,
    ): TransactItem {
      const names = [...fields, "version", "updatedAt"] as const;
      const set = Object.fromEntries(names.map((name) => [name, after[name as keyof Organization]]));
      return update(after.organizationId, assignments({ ...set, events: facts }, expected));
    },

    claimName: (parentId: string, name: string, organizationId: string) =>
      claim(keys.name(parentId, name), organizationId),

    claimRoot: (organizationId: string) => claim(keys.root, organizationId),

    freeName: (parentId: string, name: string): TransactItem => ({
      Delete: { TableName: tableName, Key: keys.name(parentId, name) },
    }),

    /**
     * Holds the parent to the place where it was seen, so that no branch can grow below what moves or is dissolved, nor
     * below what is being merged.
     */
    countChildren(parent: Organization, by: number): TransactItem {
      const isOutOfMerge = "(attribute_not_exists(#mergeId) OR #mergeId = :none)";
      return update(parent.organizationId, {
        UpdateExpression: "ADD childCount :by",
        ConditionExpression: `#path = :path AND #status = :active${by > 0 ? ` AND ${isOutOfMerge}` : ""}`,
        ExpressionAttributeNames: { "#path": "path", "#status": "status", ...(by > 0 && { "#mergeId": "mergeId" }) },
        ExpressionAttributeValues: {
          ":by": by,
          ":path": parent.path,
          ":active": "active",
          ...(by > 0 && { ":none": null }),
        },
      });
    },

    /** Writes all or none; gives the positions of the conditions that did not hold. */
    async write(items: TransactItem[]): Promise<readonly number[]> {
      try {
        await commit(client, items);
        return [];
      } catch (error) {
        if (error instanceof ConditionsFailed) return error.positions;
        throw error;
      }
    },
  };
}

/** `SET` of some attributes under the condition that others are what they were. */
export function assignments(set: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>) {
  const names = [...new Set([...Object.keys(set), ...Object.keys(expected)])];
  const entries = (prefix: string, values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([name, value]) => [`:${prefix}_${name}`, value]);
  const terms = (prefix: string, values: object) => Object.keys(values).map((name) => `#${name} = :${prefix}_${name}`);
  return {
    UpdateExpression: `SET ${terms("new", set).join(", ")}`,
    ConditionExpression: terms("old", expected).join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries([...entries("new", set), ...entries("old", expected)]),
  };
}
