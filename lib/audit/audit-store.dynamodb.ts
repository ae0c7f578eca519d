import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { ConditionsFailed, commit } from "../runtime/dynamodb.ts";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor } from "../shared/page.ts";
import { genesisHash, StoredAuditEntry } from "./audit-entry.ts";
import type { AppendResult, AuditStore, ChainHead } from "./audit-store.ts";
import { auditTable } from "./table.ts";

const chain = "CHAIN";
const headKey = { pk: "HEAD", sk: "HEAD" };
const verifiedKey = { pk: "VERIFIED", sk: "VERIFIED" };
const exportedKey = { pk: "EXPORTED", sk: "EXPORTED" };
const entryPrefix = "ENTRY#";
const entrySortKey = (sequence: number) => `${entryPrefix}${String(sequence).padStart(12, "0")}`;
const markKey = (entryId: string) => ({ pk: `EVENT#${entryId}`, sk: "MARK" });

/** An index key may not be null, so an entry of no organisation simply lacks the attribute. */
const Item = StoredAuditEntry.extend({ organizationId: StoredAuditEntry.shape.organizationId.default(null) });

export function dynamodbAuditStore(client: DynamoDBDocumentClient, tableName: string): AuditStore {
  const findHeadAt = async (key: typeof headKey): Promise<ChainHead> => {
    const answer = await client.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
    const { sequence = 0, hash = genesisHash } = (answer.Item ?? {}) as Partial<ChainHead>;
    return { sequence, hash };
  };

  return {
    findHead: () => findHeadAt(headKey),
    findVerified: () => findHeadAt(verifiedKey),

    async saveVerified(verified) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...verifiedKey, ...verified } }));
    },

    findExported: () => findHeadAt(exportedKey),

    async saveExported(exported) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...exportedKey, ...exported } }));
    },

    async append(entries, former): Promise<AppendResult> {
      const absent = { TableName: tableName, ConditionExpression: "attribute_not_exists(pk)" };
      const marks = entries.map(({ entryId }) => ({ Put: { ...absent, Item: markKey(entryId) } }));
      const lines = entries.map((entry) => ({ Put: { ...absent, Item: itemOf(entry) } }));
      const head = { Put: { TableName: tableName, ...headAfter(entries, former) } };
      try {
        await commit(client, [...marks, ...lines, head]);
        return { kind: "done" };
      } catch (error) {
        if (!(error instanceof ConditionsFailed)) throw error;
        const entryIds = error.positions.flatMap((position) => entries[position]?.entryId ?? []);
        return entryIds.length > 0 ? { kind: "already_recorded", entryIds } : { kind: "head_moved" };
      }
    },

    async list({ organizationId, limit, cursor }) {
      const name = `audit:${organizationId ?? "all"}`;
      const { byOrganization } = auditTable.indexes;
      const answer = await fromCursor(name, cursor, (start) =>
        client.send(
          new QueryCommand({
            TableName: tableName,
            ...(organizationId !== undefined && { IndexName: "byOrganization" }),
            KeyConditionExpression: "#partition = :partition AND begins_with(sk, :entries)",
            ExpressionAttributeNames: {
              "#partition": organizationId === undefined ? "pk" : byOrganization.partitionKey,
            },
            ExpressionAttributeValues: { ":partition": organizationId ?? chain, ":entries": entryPrefix },
            ScanIndexForward: false,
            Limit: limit,
            ...start,
          }),
        ),
      );
      const { LastEvaluatedKey } = answer;
      return {
        items: Item.array().parse(answer.Items ?? []),
        nextCursor: LastEvaluatedKey === undefined ? null : encodeCursor(name, LastEvaluatedKey),
      };
    },

    async read(fromSequence, limit) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :chain AND sk >= :from",
          ExpressionAttributeValues: { ":chain": chain, ":from": entrySortKey(fromSequence) },
          Limit: limit,
          ConsistentRead: true,
        }),
      );
      return Item.array().parse(Items);
    },
  };
}

function itemOf({ organizationId, ...rest }: StoredAuditEntry) {
  const owner = organizationId === null ? {} : { organizationId };
  return { pk: chain, sk: entrySortKey(rest.sequence), ...rest, ...owner };
}

/** The new head, to be written only over the one from which the entries go on. */
function headAfter(entries: readonly StoredAuditEntry[], former: ChainHead) {
  const { sequence, hash } = entries.at(-1) ?? former;
  const Item = { ...headKey, sequence, hash };
  if (former.sequence === 0) return { Item, ConditionExpression: "attribute_not_exists(pk)" };
  return {
    Item,
    ConditionExpression: "#sequence = :former",
    ExpressionAttributeNames: { "#sequence": "sequence" },
    ExpressionAttributeValues: { ":former": former.sequence },
  };
}
