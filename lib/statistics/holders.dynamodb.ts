import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { TransactItem } from "../runtime/dynamodb.ts";
import { appearancesIn } from "./appearances.ts";
import type { CountKey } from "./dimensions.ts";
import { HoldersItem, holdersPrefix, holderText, keys, readHolder } from "./statistics-items.ts";
import type { Holder, KeptPassedOn, PassedOn, StatisticsStore } from "./statistics-store.ts";

/** What a transaction that passes on writes at the superiors, so that holders and counters never disagree. */
export function holderChanges(tableName: string, before: PassedOn | undefined, after: PassedOn): TransactItem[] {
  return appearancesIn(before, after).map(({ parentId, key, isThere }) =>
    holderChange(tableName, { parentId, key, isThere, holder: after }),
  );
}

/** A set that loses its last one vanishes by itself. Whoever leaves is looked for in both spellings. */
function holderChange(
  tableName: string,
  { parentId, key, isThere, holder }: { parentId: string; key: CountKey; isThere: boolean; holder: Holder },
): TransactItem {
  const { organizationId } = holder;
  const texts = isThere
    ? [holderText(holder)]
    : [true, false].map((isBranch) => holderText({ organizationId, isBranch }));
  return {
    Update: {
      TableName: tableName,
      Key: keys.holders(parentId, key),
      UpdateExpression: `${isThere ? "ADD" : "DELETE"} holders :holders`,
      ExpressionAttributeValues: { ":holders": new Set(texts) },
    },
  };
}

export function holdersIn(
  client: DynamoDBDocumentClient,
  tableName: string,
  isCommitted: (items: TransactItem[]) => Promise<boolean>,
): Pick<StatisticsStore, "listHolders" | "findHolders" | "correctHolder"> {
  return {
    async listHolders(organizationId, key) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.holders(organizationId, key) }),
      );
      const holders = HoldersItem.optional().parse(Item)?.holders ?? new Set<string>();
      return [...holders].map(readHolder).sort((one, other) => (one.organizationId < other.organizationId ? -1 : 1));
    },

    async findHolders(organizationId) {
      const found = new Map<CountKey, ReadonlySet<string>>();
      let start: object = {};
      for (;;) {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues: { ":pk": keys.counts(organizationId).pk, ":prefix": holdersPrefix },
            ConsistentRead: true,
            ...start,
          }),
        );
        for (const { sk, holders = new Set<string>() } of HoldersItem.array().parse(Items)) {
          const ids = [...holders].map((text) => readHolder(text).organizationId);
          found.set(sk.slice(holdersPrefix.length) as CountKey, new Set(ids));
        }
        if (LastEvaluatedKey === undefined) return found;
        start = { ExclusiveStartKey: LastEvaluatedKey };
      }
    },

    async correctHolder(parentId, organizationId, passedOn, wrong) {
      const isHere = passedOn?.parentId === parentId;
      const holder = { organizationId, isBranch: passedOn?.isBranch ?? true };
      const changes = wrong.map((key) =>
        holderChange(tableName, { parentId, key, holder, isThere: isHere && (passedOn?.counts.get(key) ?? 0) > 0 }),
      );
      return await isCommitted([unchanged(tableName, organizationId, passedOn), ...changes]);
    },
  };
}

function unchanged(tableName: string, organizationId: string, passedOn: KeptPassedOn | undefined): TransactItem {
  const Key = keys.passedOn(organizationId);
  return passedOn === undefined
    ? { ConditionCheck: { TableName: tableName, Key, ConditionExpression: "attribute_not_exists(pk)" } }
    : {
        ConditionCheck: {
          TableName: tableName,
          Key,
          ConditionExpression: "revision = :revision",
          ExpressionAttributeValues: { ":revision": passedOn.revision },
        },
      };
}
