import type { TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { accountKeysOf, expiryOf, keys, sweepKeysOf } from "./obligation-items.ts";
import type { OwnerChange } from "./obligation-store.ts";

/** The transaction of one evaluation: the head holds the version, everything else comes with it. */
export function itemsOf(tableName: string, change: OwnerChange): TransactItem[] {
  const { organizationId, activity, relation, reminder } = change;
  const put = (key: Record<string, string>, item: object): TransactItem => ({
    Put: { TableName: tableName, Item: { ...key, ...item } },
  });
  return [
    {
      Put: {
        TableName: tableName,
        Item: { ...keys.head(organizationId), ...change.head, ...sweepKeysOf(change.head) },
        ...holdingVersion(change.expectedVersion),
      },
    },
    ...(activity === undefined ? [] : [put(keys.activity(organizationId, activity.activityId), activity)]),
    ...(relation === undefined ? [] : [put(keys.relation(organizationId, relation.relationId), relation)]),
    ...change.duties.map(({ duty, facts }) =>
      put(keys.duty(organizationId, duty.dutyId), { ...duty, ...accountKeysOf(duty), events: facts }),
    ),
    ...change.boards.map((board) => put(keys.board(board.year, organizationId), board)),
    ...(reminder === undefined
      ? []
      : [
          put(keys.reminder(organizationId, reminder.reminder.day), {
            ...reminder.reminder,
            expiresAt: expiryOf(reminder.reminder.day),
            events: reminder.facts,
          }),
        ]),
    ...receiptItems(tableName, change.receipt, change.answer),
  ];
}

export function holdingVersion(version: number | undefined) {
  return version === undefined
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : { ConditionExpression: "version = :expected", ExpressionAttributeValues: { ":expected": version } };
}
