import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import type { TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { countChanges } from "./count-changes.dynamodb.ts";
import { carryAlong, largeMovesIn, takeLease } from "./move-items.dynamodb.ts";
import { Organization, siblingKey } from "./organization.ts";
import { listLinesIn, putLine } from "./organization-history.dynamodb.ts";
import { assignments, keys, organizationItems } from "./organization-items.dynamodb.ts";
import type { ChangeResult, Consequences, InsertResult, OrganizationStore } from "./organization-store.ts";
import { treeOf, treeQueriesIn } from "./tree-queries.dynamodb.ts";

export const StoredStanding = z.object({
  personId: z.string(),
  organizationId: z.string(),
  countedAs: z.enum(["candidate", "probationary_member", "full_member"]).nullable(),
  version: z.int().positive(),
});

const RootMarker = Organization.pick({ organizationId: true });

/** The store of the tree in one DynamoDB table, see `table.ts` for its items. */
export function dynamodbOrganizationStore(client: DynamoDBDocumentClient, tableName: string): OrganizationStore {
  const { change, claimName, claimRoot, freeName, countChildren, write } = organizationItems(client, tableName);
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

    ...treeQueriesIn(client, tableName),

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
          : [claimName(parent.organizationId, node.name, node.organizationId), countChildren(parent, 1)]),
        ...beside(consequences, node),
      ];
      const failed = await write(items);
      if (failed.length === 0) return "done";
      if (failed.includes(0)) return "id_taken";
      return failed.includes(1) ? "name_taken" : "parent_changed";
    },

    async rename(before, after, consequences): Promise<ChangeResult> {
      const parentId = before.parentId;
      const isSameKey = parentId === null || siblingKey(before.name) === siblingKey(after.name);
      const items = [
        change(after, ["name", "shortName"], consequences.facts, { version: before.version }),
        ...(isSameKey ? [] : [claimName(parentId, after.name, after.organizationId), freeName(parentId, before.name)]),
        ...beside(consequences, after),
      ];
      return changeResult(await write(items), isSameKey ? [] : [1]);
    },

    async move({ before, after, formerParent, parent, followers, lease }, consequences): Promise<ChangeResult> {
      const { version, path, childCount } = before;
      const items = [
        change(after, ["parentId", "path"], consequences.facts, { version, path, childCount }),
        claimName(parent.organizationId, after.name, after.organizationId),
        freeName(formerParent.organizationId, before.name),
        countChildren(formerParent, -1),
        countChildren(parent, 1),
        ...(lease === undefined ? [] : [takeLease(tableName, lease)]),
        ...followers.map((follower) => carryAlong(tableName, follower)),
        ...beside(consequences, after),
      ];
      return changeResult(await write(items), [1]);
    },

    async changeTerm(before, after, consequences): Promise<ChangeResult> {
      const items = [
        change(after, ["termYears", "termStartedOn", "termExtendedTo"], consequences.facts, {
          version: before.version,
        }),
        ...beside(consequences, after),
      ];
      return changeResult(await write(items), []);
    },

    async dissolve({ before, after, parent, gate }, consequences): Promise<ChangeResult> {
      const { version, path } = before;
      const empty = { version, path, childCount: 0, memberCount: 0, candidateCount: 0 };
      const items = [
        change(after, ["status", "dissolvedOn", "dissolvedReason"], consequences.facts, empty),
        freeName(parent.organizationId, before.name),
        countChildren(parent, -1),
        gate,
        ...beside(consequences, after),
      ];
      return changeResult(await write(items), []);
    },

    listLines: listLinesIn(client, tableName),

    ...largeMovesIn(client, tableName),

    async findStandings(personIds) {
      const found = await batchGet(client, { tableName, keys: personIds.map(keys.standing), isConsistent: true });
      return new Map(found.map((item) => StoredStanding.parse(item)).map((standing) => [standing.personId, standing]));
    },

    async saveCommitteeSize(organizationId, size) {
      await write([
        {
          Update: {
            TableName: tableName,
            Key: keys.node(organizationId),
            ...assignments({ committeeSize: size }, { status: "active" }),
          },
        },
      ]);
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
      const failed = await write([...markers, ...counts]);
      if (failed.some((position) => position < markers.length)) return false;
      if (failed.length > 0) throw new Error("organisation to count at is missing or dissolved");
      return true;
    },
  };
}

function changeResult(failed: readonly number[], namePositions: readonly number[]): ChangeResult {
  if (failed.length === 0) return "done";
  return failed.every((position) => namePositions.includes(position)) ? "name_taken" : "changed_meanwhile";
}
