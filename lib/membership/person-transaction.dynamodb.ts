import { isDeepStrictEqual } from "node:util";
import type { TransactItem } from "../runtime/dynamodb.ts";
import { unlistedCorrection } from "./open-corrections.dynamodb.ts";
import { itemOf, searchItemsOf } from "./person-items.ts";
import { keys } from "./person-keys.ts";
import type { Decided, PersonWrite, WriteProblem } from "./person-store.ts";
import { placeChanges } from "./place-gates.dynamodb.ts";

/** Which people an item stands for, and what it means when its condition does not hold. */
type Claim = readonly WriteProblem[];

/** All items of some writes, and position by position what they claim. */
export function personTransaction(tableName: string, writes: readonly PersonWrite[]) {
  const items: TransactItem[] = [];
  const claims: Claim[] = [];
  const put = (Item: Record<string, unknown>, problem?: WriteProblem, condition?: object) => {
    items.push({ Put: { TableName: tableName, Item, ...condition } });
    claims.push(problem === undefined ? [] : [problem]);
  };
  const remove = ({ pk, sk }: { pk: string; sk: string }) => {
    items.push({ Delete: { TableName: tableName, Key: { pk, sk } } });
    claims.push([]);
  };
  const isNew = { ConditionExpression: "attribute_not_exists(pk)" };

  for (const { before, after, line, facts, decided } of writes) {
    const { personId, fingerprint } = after;
    const unless = (problem: WriteProblem["problem"]) => ({ personId, problem });
    const now = searchItemsOf(after);
    const former = before && searchItemsOf(before);
    put({ ...itemOf(after, now), events: facts }, unless("changed_meanwhile"), {
      ...(before === undefined
        ? isNew
        : {
            ConditionExpression: "version = :version",
            ExpressionAttributeValues: { ":version": before.version },
          }),
    });
    if (before?.fingerprint !== fingerprint) {
      put({ ...keys.identity(fingerprint), personId }, unless("id_number_taken"), isNew);
      if (before !== undefined) remove(keys.identity(before.fingerprint));
    }
    const isSameCard = isDeepStrictEqual(former?.card, now.card);
    const isSameNumber = isDeepStrictEqual(former?.number, now.number);
    if (now.number !== undefined && !(isSameNumber && isSameCard)) {
      put({ ...now.number, personId, card: now.card }, unless("campus_id_taken"), isSameNumber ? {} : isNew);
    }
    if (former?.number !== undefined && !isSameNumber) remove(former.number);
    if (!isSameCard) for (const key of now.names) put({ ...key, card: now.card });
    const kept = new Set(now.names.map(({ sk, pk }) => `${pk} ${sk}`));
    for (const key of former?.names ?? []) if (!kept.has(`${key.pk} ${key.sk}`)) remove(key);
    if (line !== undefined) put({ ...keys.line(personId, line.lineId), line });
    if (decided !== undefined) {
      put(decidedItem(personId, decided), unless("decided_before"), isOpen);
      items.push(unlistedCorrection(tableName, decided.correction));
      claims.push([]);
    }
  }
  for (const { item, comers } of placeChanges(tableName, writes)) {
    items.push(item);
    claims.push(comers.map(({ after: { personId } }) => ({ personId, problem: "place_closed" })));
  }
  return { items, claims };
}

/** A request for correction as it stands decided, with its facts. */
export function decidedItem(personId: string, { correction, facts }: Decided): Record<string, unknown> {
  return { ...keys.line(personId, correction.lineId), line: correction, events: facts };
}

export const isOpen = {
  ConditionExpression: "#line.#status = :open",
  ExpressionAttributeNames: { "#line": "line", "#status": "status" },
  ExpressionAttributeValues: { ":open": "open" },
};

/** What the failed conditions say. A receipt that is there already is no position of a person: somebody answered meanwhile. */
export function problemsAt(
  positions: readonly number[],
  claims: readonly Claim[],
  writes: readonly PersonWrite[],
): readonly WriteProblem[] {
  const problems = positions.flatMap((position) => claims[position] ?? []);
  if (problems.length > 0) return problems;
  return writes.map(({ after }) => ({ personId: after.personId, problem: "changed_meanwhile" }));
}
