import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor } from "../shared/page.ts";
import { countChanges } from "./count-changes.dynamodb.ts";
import { idsOnPath, Organization, siblingKey } from "./organization.ts";
import { listLinesIn, putLine } from "./organization-history.dynamodb.ts";
import type { ChangeResult, Consequences, Follower, InsertResult, OrganizationStore } from "./organization-store.ts";
import { organizationTable } from "./table.ts";

export const keys = {
  node: (organizationId: string) => ({ pk: `ORG#${organizationId}`, sk: "NODE" }),
  name: (parentId: string, name: string) => ({ pk: `ORG#${parentId}`, sk: `NAME#${siblingKey(name)}` }),
  root: { pk: "ROOT", sk: "ROOT" },
  standing: (personId: string) => ({ pk: `COUNTED#${personId}`, sk: "COUNTED" }),
};

const StoredStanding = z.object({
  personId: z.string(),
  organizationId: z.string(),
  countedAs: z.enum(["candidate", "probationary_member", "full_member"]).nullable(),
  version: z.int().positive(),
});

const RootMarker = Organization.pick({ organizationId: true });

const { byTree } = organizationTable.indexes;

/** The store of the tree in one DynamoDB table, see `table.ts` for its items. */
export function dynamodbOrganizationStore(client: DynamoDBDocumentClient, tableName: string): OrganizationStore {
  /** Writes some fields of the new state with the facts, if the former state still holds. Counts are never overwritten. */
  const change = (
    after: Organization,
    fields: readonly (keyof Organization)[],
    { facts }: Consequences,
    expected: Partial<Organization>,
  ): TransactItem => {
    const set = Object.fromEntries(
      [...fields, "version", "updatedAt"].map((name) => [name, after[name as keyof Organization]]),
    );
    return {
      Update: {
        TableName: tableName,
        Key: keys.node(after.organizationId),
        ...assignments({ ...set, events: facts }, expected),
      },
    };
  };
  const claimName = (parentId: string, name: string, organizationId: string): TransactItem => ({
    Put: {
      TableName: tableName,
      Item: { ...keys.name(parentId, name), organizationId },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  });
  const claimRoot = (organizationId: string): TransactItem => ({
    Put: {
      TableName: tableName,
      Item: { ...keys.root, organizationId },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  });
  const freeName = (parentId: string, name: string): TransactItem => ({
    Delete: { TableName: tableName, Key: keys.name(parentId, name) },
  });
  /** Holds the parent to the place where it was seen, so that no branch can grow below what moves or is dissolved. */
  const countChild = (parent: Organization, by: 1 | -1): TransactItem => ({
    Update: {
      TableName: tableName,
      Key: keys.node(parent.organizationId),
      UpdateExpression: "ADD childCount :by",
      ConditionExpression: "#path = :path AND #status = :active",
      ExpressionAttributeNames: { "#path": "path", "#status": "status" },
      ExpressionAttributeValues: { ":by": by, ":path": parent.path, ":active": "active" },
    },
  });
  const beside = ({ lines, receipt }: Consequences, answer: Organization): TransactItem[] => [
    ...lines.map((line) => putLine(tableName, answer.organizationId, line)),
    ...receiptItems(tableName, receipt, answer),
  ];

  const findAttributes = async (organizationId: string, names: readonly ("path" | "name")[]) => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: tableName,
        Key: keys.node(organizationId),
        ProjectionExpression: names.map((name) => `#${name}`).join(", "),
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      }),
    );
    return Organization.partial().parse(Item ?? {});
  };

  const queryTree = async (root: Pick<Organization, "organizationId" | "path">, options: object) => {
    const answer = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: "byTree",
        KeyConditionExpression: "#tree = :tree AND begins_with(#path, :path)",
        ...options,
        ExpressionAttributeNames: {
          "#tree": byTree.partitionKey,
          "#path": byTree.sortKey,
          ...("names" in options ? (options.names as object) : {}),
        },
        ExpressionAttributeValues: {
          ":tree": treeOf(root),
          ":path": root.path,
          ...("values" in options ? (options.values as object) : {}),
        },
      }),
    );
    return { items: Organization.array().parse(answer.Items ?? []), lastKey: answer.LastEvaluatedKey };
  };

  return {
    async find(organizationId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.node(organizationId), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : Organization.parse(Item);
    },

    async findPath(organizationId) {
      return (await findAttributes(organizationId, ["path"])).path;
    },

    async findName(organizationId) {
      return (await findAttributes(organizationId, ["name"])).name;
    },

    async findRootId() {
      const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.root }));
      return RootMarker.optional().parse(Item)?.organizationId;
    },

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

    async insert(node, parent, consequences): Promise<InsertResult> {
      const items = [
        {
          Put: {
            TableName: tableName,
            Item: { ...keys.node(node.organizationId), ...node, tree: treeOf(node), events: consequences.facts },
            ConditionExpression: "attribute_not_exists(pk)",
          },
        },
        ...(parent === undefined
          ? [claimRoot(node.organizationId)]
          : [claimName(parent.organizationId, node.name, node.organizationId), countChild(parent, 1)]),
        ...beside(consequences, node),
      ];
      const failed = await failedPositions(client, items);
      if (failed.length === 0) return "done";
      if (failed.includes(0)) return "id_taken";
      return failed.includes(1) ? "name_taken" : "parent_changed";
    },

    async rename(before, after, consequences): Promise<ChangeResult> {
      const parentId = before.parentId;
      const isSameKey = parentId === null || siblingKey(before.name) === siblingKey(after.name);
      const items = [
        change(after, ["name", "shortName"], consequences, { version: before.version }),
        ...(isSameKey ? [] : [claimName(parentId, after.name, after.organizationId), freeName(parentId, before.name)]),
        ...beside(consequences, after),
      ];
      return changeResult(await failedPositions(client, items), isSameKey ? [] : [1]);
    },

    async move({ before, after, formerParent, parent, followers }, consequences): Promise<ChangeResult> {
      const { version, path, childCount } = before;
      const items = [
        change(after, ["parentId", "path"], consequences, { version, path, childCount }),
        claimName(parent.organizationId, after.name, after.organizationId),
        freeName(formerParent.organizationId, before.name),
        countChild(formerParent, -1),
        countChild(parent, 1),
        ...followers.map((follower) => carryAlong(tableName, follower)),
        ...beside(consequences, after),
      ];
      return changeResult(await failedPositions(client, items), [1]);
    },

    async changeTerm(before, after, consequences): Promise<ChangeResult> {
      const items = [
        change(after, ["termYears", "termStartedOn", "termExtendedTo"], consequences, { version: before.version }),
        ...beside(consequences, after),
      ];
      return changeResult(await failedPositions(client, items), []);
    },

    async dissolve({ before, after, parent }, consequences): Promise<ChangeResult> {
      const { version, path } = before;
      const empty = { version, path, childCount: 0, memberCount: 0, candidateCount: 0 };
      const items = [
        change(after, ["status", "dissolvedOn", "dissolvedReason"], consequences, empty),
        freeName(parent.organizationId, before.name),
        countChild(parent, -1),
        ...beside(consequences, after),
      ];
      return changeResult(await failedPositions(client, items), []);
    },

    listLines: listLinesIn(client, tableName),

    async findStandings(personIds) {
      const found = await batchGet(client, { tableName, keys: personIds.map(keys.standing), isConsistent: true });
      return new Map(found.map((item) => StoredStanding.parse(item)).map((standing) => [standing.personId, standing]));
    },

    async saveStandings(moves) {
      const markers = moves.map(({ standing, former }): TransactItem => {
        const condition =
          former === undefined
            ? { ConditionExpression: "attribute_not_exists(pk)" }
            : { ConditionExpression: "version = :version", ExpressionAttributeValues: { ":version": former.version } };
        return {
          Put: { TableName: tableName, Item: { ...keys.standing(standing.personId), ...standing }, ...condition },
        };
      });
      const counts = countChanges({ tableName, nodeKey: keys.node }, moves);
      const failed = await failedPositions(client, [...markers, ...counts]);
      if (failed.some((position) => position < markers.length)) return false;
      if (failed.length > 0) throw new Error("organisation to count at is missing or dissolved");
      return true;
    },
  };
}

/** All nodes of one university share the partition key of the index: the id of the root. */
function treeOf({ path }: Pick<Organization, "path">): string {
  return idsOnPath(path)[0] ?? "";
}

/**
 * Takes a descendant along to the new path. Its child count proves that no child of it was overlooked, its status that
 * no other child came in its place.
 */
function carryAlong(tableName: string, { organization, newPath }: Follower): TransactItem {
  const { path, childCount, status } = organization;
  return {
    Update: {
      TableName: tableName,
      Key: keys.node(organization.organizationId),
      ...assignments({ path: newPath }, { path, childCount, status }),
    },
  };
}

/** `SET` of some attributes under the condition that others are what they were. */
function assignments(set: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>) {
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

async function failedPositions(client: DynamoDBDocumentClient, items: TransactItem[]): Promise<readonly number[]> {
  try {
    await commit(client, items);
    return [];
  } catch (error) {
    if (error instanceof ConditionsFailed) return error.positions;
    throw error;
  }
}

function changeResult(failed: readonly number[], namePositions: readonly number[]): ChangeResult {
  if (failed.length === 0) return "done";
  return failed.every((position) => namePositions.includes(position)) ? "name_taken" : "changed_meanwhile";
}
