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

    async append(entry, former): Promise<AppendResult> {
      const { organizationId, ...rest } = entry;
      const absent = { TableName: tableName, ConditionExpression: "attribute_not_exists(pk)" };
      const item = {
        pk: chain,
        sk: entrySortKey(entry.sequence),
        ...rest,
        ...(organizationId !== null && { organizationId }),
      };
      try {
        await commit(client, [
          { Put: { ...absent, Item: markKey(entry.entryId) } },
          { Put: { ...absent, Item: item } },
          {
            Put: {
              TableName: tableName,
              Item: { ...headKey, sequence: entry.sequence, hash: entry.hash },
              ConditionExpression: former.sequence === 0 ? "attribute_not_exists(pk)" : "#sequence = :former",
              ...(former.sequence > 0 && {
                ExpressionAttributeNames: { "#sequence": "sequence" },
                ExpressionAttributeValues: { ":former": former.sequence },
              }),
            },
          },
        ]);
        return "done";
      } catch (error) {
        if (!(error instanceof ConditionsFailed)) throw error;
        return error.positions.includes(0) ? "already_recorded" : "head_moved";
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
