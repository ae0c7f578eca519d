import type { TransactItem } from "../runtime/dynamodb.ts";
import { keys } from "./person-keys.ts";
import type { PersonWrite, StoredPerson } from "./person-store.ts";
import { isEnded } from "./stage.ts";

const ended = "ended";

/** A place that people come to or leave, and who comes. */
interface PlaceChange {
  readonly item: TransactItem;
  readonly comers: readonly PersonWrite[];
}

/**
 * Counts at each place how many people are present, in the transaction that lets them come or go. Nobody comes to a place that
 * is closed, except by the merge that closed it.
 */
export function placeChanges(tableName: string, writes: readonly PersonWrite[]): PlaceChange[] {
  const places = new Map<string, { by: number; comers: PersonWrite[] }>();
  const add = (place: string, by: 1 | -1, write: PersonWrite) => {
    const { by: sum, comers } = places.get(place) ?? { by: 0, comers: [] };
    places.set(place, { by: sum + by, comers: by === 1 ? [...comers, write] : comers });
  };
  for (const write of writes) {
    const former = write.before && presenceOf(write.before);
    const now = presenceOf(write.after);
    if (former === now) continue;
    if (former !== undefined) add(former, -1, write);
    if (now !== undefined) add(now, 1, write);
  }
  return [...places].map(([place, { by, comers }]) => ({ item: placeItem(tableName, place, by, comers), comers }));
}

function presenceOf({ organizationId, stage }: StoredPerson): string | undefined {
  return isEnded(stage) ? undefined : organizationId;
}

function placeItem(tableName: string, place: string, by: number, comers: readonly PersonWrite[]): TransactItem {
  const [mergeId] = comers.map((comer) => comer.mergeId);
  const isOpen = mergeId === undefined ? "attribute_not_exists(closedBy)" : "closedBy = :mergeId";
  return {
    Update: {
      TableName: tableName,
      Key: keys.place(place),
      UpdateExpression: "ADD present :by",
      ...(comers.length > 0 && { ConditionExpression: isOpen }),
      ExpressionAttributeValues: { ":by": by, ...(mergeId !== undefined && { ":mergeId": mergeId }) },
    },
  };
}

/** What the tree writes here in its own transactions when branches end or are merged. */
export function placeGates(tableName: string) {
  const update = (organizationId: string, parts: object): TransactItem => ({
    Update: { TableName: tableName, Key: keys.place(organizationId), UpdateExpression: "", ...parts },
  });
  return {
    close: (organizationId: string, mergeId: string) =>
      update(organizationId, {
        UpdateExpression: "SET closedBy = :mergeId",
        ConditionExpression: "attribute_not_exists(closedBy)",
        ExpressionAttributeValues: { ":mergeId": mergeId },
      }),

    closeEmpty: (organizationId: string, mergeId?: string) =>
      update(organizationId, {
        UpdateExpression: "SET closedBy = :ended",
        ConditionExpression: `(attribute_not_exists(present) OR present <= :none) AND ${
          mergeId === undefined ? "attribute_not_exists(closedBy)" : "closedBy = :mergeId"
        }`,
        ExpressionAttributeValues: {
          ":ended": ended,
          ":none": 0,
          ...(mergeId !== undefined && { ":mergeId": mergeId }),
        },
      }),

    reopen: (organizationId: string, mergeId: string) =>
      update(organizationId, {
        UpdateExpression: "REMOVE closedBy",
        ConditionExpression: "closedBy = :mergeId",
        ExpressionAttributeValues: { ":mergeId": mergeId },
      }),
  };
}
