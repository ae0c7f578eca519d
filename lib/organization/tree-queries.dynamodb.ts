import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor } from "../shared/page.ts";
import { idsOnPath, Organization } from "./organization.ts";
import type { OrganizationStore, OutlineEntry } from "./organization-store.ts";
import { organizationTable } from "./table.ts";

const Outline = Organization.pick({ organizationId: true, kind: true });

type TreeIndex = keyof typeof organizationTable.indexes;
type Queries = Pick<OrganizationStore, "listSubtree" | "listDescendants" | "listOutline">;

/** All nodes of one university share the partition key of the index: the id of the root. */
export function treeOf({ path }: Pick<Organization, "path">): string {
  return idsOnPath(path)[0] ?? "";
}

/** What is asked of the tree as a whole: everything at and below a node, in the order of the paths. */
export function treeQueriesIn(client: DynamoDBDocumentClient, tableName: string): Queries {
  const query = async (IndexName: TreeIndex, root: Pick<Organization, "path">, options: object) => {
    const { partitionKey, sortKey } = organizationTable.indexes[IndexName];
    return await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName,
        KeyConditionExpression: "#tree = :tree AND begins_with(#path, :path)",
        ...options,
        ExpressionAttributeNames: {
          "#tree": partitionKey,
          "#path": sortKey,
          ...("names" in options ? (options.names as object) : {}),
        },
        ExpressionAttributeValues: {
          ":tree": treeOf(root),
          ":path": root.path,
          ...("values" in options ? (options.values as object) : {}),
        },
      }),
    );
  };
  const queryTree = async (root: Pick<Organization, "path">, options: object) => {
    const { Items = [], LastEvaluatedKey } = await query("byTree", root, options);
    return { items: Organization.array().parse(Items), lastKey: LastEvaluatedKey };
  };

  return {
    async listSubtree({ root, status, limit, cursor }) {
      const list = `organizations:${root.organizationId}:${status}`;
      const filter =
        status === "all"
          ? {}
          : { FilterExpression: "#status = :status", names: { "#status": "status" }, values: { ":status": status } };
      const { items, lastKey } = await fromCursor(list, cursor, (start) =>
        queryTree(root, { Limit: limit, ...filter, ...start }),
      );
      return { items, nextCursor: lastKey === undefined ? null : encodeCursor(list, lastKey) };
    },

    async listDescendants(node) {
      const found: Organization[] = [];
      let start: object = {};
      for (;;) {
        const { items, lastKey } = await queryTree(node, start);
        found.push(...items.filter(({ organizationId }) => organizationId !== node.organizationId));
        if (lastKey === undefined) return found;
        start = { ExclusiveStartKey: lastKey };
      }
    },

    async listOutline(root) {
      const found: OutlineEntry[] = [];
      let start: object = {};
      for (;;) {
        const { Items = [], LastEvaluatedKey } = await query("outline", root, start);
        found.push(...Outline.array().parse(Items));
        if (LastEvaluatedKey === undefined) return found;
        start = { ExclusiveStartKey: LastEvaluatedKey };
      }
    },
  };
}
