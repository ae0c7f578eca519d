import type { TransactItem } from "../runtime/dynamodb.ts";
import type { CountedAs, CountMove, Standing } from "./organization-store.ts";

interface CountedTable {
  readonly tableName: string;
  readonly nodeKey: (organizationId: string) => Record<string, string>;
}

/** What a person adds to the counters of an organisation. */
function sharesOf(
  countedAs: CountedAs,
): Readonly<Record<"memberCount" | "fullMemberCount" | "candidateCount", number>> {
  const isFull = countedAs === "full_member";
  return {
    memberCount: isFull || countedAs === "probationary_member" ? 1 : 0,
    fullMemberCount: isFull ? 1 : 0,
    candidateCount: countedAs === "candidate" ? 1 : 0,
  };
}

/** A transaction may name an item once only, so an organisation is changed by the sum of all who come and go. */
export function countChanges(table: CountedTable, moves: readonly CountMove[]): TransactItem[] {
  const places = new Map<string, Record<string, number>>();
  const add = ({ organizationId, countedAs }: Standing, sign: 1 | -1) => {
    const sum = places.get(organizationId) ?? {};
    for (const [name, share] of Object.entries(sharesOf(countedAs))) sum[name] = (sum[name] ?? 0) + sign * share;
    places.set(organizationId, sum);
  };
  for (const { standing, former } of moves) {
    if (former !== undefined) add(former, -1);
    add(standing, 1);
  }
  return [...places].flatMap(([organizationId, sum]) => {
    const changes = Object.entries(sum).filter(([, by]) => by !== 0);
    return changes.length === 0 ? [] : [addCounts(table, organizationId, changes)];
  });
}

function addCounts(
  { tableName, nodeKey }: CountedTable,
  organizationId: string,
  changes: readonly [string, number][],
): TransactItem {
  return {
    Update: {
      TableName: tableName,
      Key: nodeKey(organizationId),
      UpdateExpression: `ADD ${changes.map(([name]) => `${name} :${name}`).join(", ")}`,
      ConditionExpression: "#status = :active",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: {
        ":active": "active",
        ...Object.fromEntries(changes.map(([name, by]) => [`:${name}`, by])),
      },
    },
  };
}
