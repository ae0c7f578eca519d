import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import type { Fact } from "../shared/event.ts";
import { type Erasure, StoredErasure } from "./erasure.ts";
import type { ErasureStore } from "./erasure-store.ts";
import { searchItemsOf } from "./person-items.ts";
import { keys, linePrefix } from "./person-keys.ts";
import type { Answered } from "./person-store.ts";
import { TimelineLine } from "./timeline.ts";

const Listed = z.object({ sk: z.string(), erasure: StoredErasure });
const Requested = z.object({ erasure: StoredErasure });
const Line = z.object({ pk: z.string(), sk: z.string(), line: TimelineLine });

/** The stream has passed a fact on within a day; nothing else needs the item that carried it. */
const factKeptSeconds = 7 * 24 * 60 * 60;
const sideBySide = 25;

export function dynamodbErasureStore(client: DynamoDBDocumentClient, tableName: string): ErasureStore {
  const put = (Item: object, condition: object = {}): TransactItem => ({
    Put: { TableName: tableName, Item: { ...Item }, ...condition },
  });
  const remove = ({ pk, sk }: { pk: string; sk: string }, condition: object = {}): TransactItem => ({
    Delete: { TableName: tableName, Key: { pk, sk }, ...condition },
  });
  const carried = (key: object, fact: Fact) =>
    put({ ...key, events: [fact], expiresAt: Math.floor(Date.parse(fact.at) / 1000) + factKeptSeconds });
  const isCommitted = async (items: TransactItem[], answered?: Answered): Promise<boolean> => {
    const receipt = answered === undefined ? [] : receiptItems(tableName, answered.receipt, answered.answer);
    try {
      await commit(client, [...items, ...receipt]);
      return true;
    } catch (error) {
      if (error instanceof ConditionsFailed) return false;
      throw error;
    }
  };
  const keysOf = ({ personId, dueOn }: Erasure) => ({
    own: keys.erasure(personId),
    listed: keys.listedErasure(dueOn, personId),
  });
  const query = async (input: Omit<QueryCommandInput, "TableName">) =>
    await client.send(new QueryCommand({ TableName: tableName, ...input }));

  return {
    async find(personId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.erasure(personId), ConsistentRead: true }),
      );
      return Requested.optional().parse(Item)?.erasure;
    },

    async request(erasure, fact, answered) {
      const { personId, version } = erasure;
      const { own, listed } = keysOf(erasure);
      const isFirst = { ConditionExpression: "attribute_not_exists(pk)" };
      const isSameRecord: TransactItem = {
        ConditionCheck: {
          TableName: tableName,
          Key: keys.person(personId),
          ConditionExpression: "version = :version",
          ExpressionAttributeValues: { ":version": version },
        },
      };
      const items = [put({ ...own, erasure, events: [fact] }, isFirst), put({ ...listed, erasure }), isSameRecord];
      return await isCommitted(items, answered);
    },

    async cancel(erasure, fact, answered) {
      const { own, listed } = keysOf(erasure);
      const isThere = {
        ConditionExpression: "erasure.requestedAt = :requested",
        ExpressionAttributeValues: { ":requested": erasure.requestedAt },
      };
      const items = [remove(own, isThere), remove(listed), carried(keys.cancelledErasure(erasure.personId), fact)];
      return await isCommitted(items, answered);
    },

    async list({ limit, from, until }) {
      const { Items = [], LastEvaluatedKey } = await query({
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :until",
        ExpressionAttributeValues: {
          ":pk": keys.listedErasure("", "").pk,
          // Right after what was read last.
          ":from": from === undefined ? "0" : `${from} `,
          ":until": `${until ?? "9999"}#~`,
        },
        Limit: limit,
      });
      return {
        items: Items.map((item) => Listed.parse(item).erasure),
        next: LastEvaluatedKey === undefined ? null : String(LastEvaluatedKey.sk),
      };
    },

    async removeRecord(person, fact) {
      const { personId, version, fingerprint } = person;
      const { number, names } = searchItemsOf(person);
      const isSame = {
        ConditionExpression: "version = :version",
        ExpressionAttributeValues: { ":version": version },
      };
      return await isCommitted([
        remove(keys.person(personId), isSame),
        remove(keys.identity(fingerprint)),
        ...(number === undefined ? [] : [remove(number)]),
        ...names.map((key) => remove(key)),
        carried(keys.erased(personId), fact),
      ]);
    },

    async removeTraces(erasure) {
      const { pk } = keys.person(erasure.personId);
      for (;;) {
        const { Items = [], LastEvaluatedKey } = await query({
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :lines)",
          ExpressionAttributeValues: { ":pk": pk, ":lines": linePrefix },
          ConsistentRead: true,
          Limit: sideBySide,
        });
        await Promise.all(Items.map((item) => removeLine(Line.parse(item))));
        // What was read is gone, so the next look begins at the front again.
        if (LastEvaluatedKey === undefined) break;
      }
      const { own, listed } = keysOf(erasure);
      // The list last: it is what leads a second run here.
      for (const Key of [own, listed]) await client.send(new DeleteCommand({ TableName: tableName, Key }));
    },
  };

  /** The list of open requests first: the line says where they stand. */
  async function removeLine({ line, pk, sk }: z.infer<typeof Line>): Promise<void> {
    const open = line.kind === "correction" && line.status === "open" ? [keys.openCorrection(line.correctionId)] : [];
    for (const Key of [...open, { pk, sk }]) await client.send(new DeleteCommand({ TableName: tableName, Key }));
  }
}
