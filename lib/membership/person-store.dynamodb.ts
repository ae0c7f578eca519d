import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import type { Fact } from "../shared/event.ts";
import { decodeCursor, encodeCursor } from "../shared/page.ts";
import { listedCorrection, openCorrectionsIn, unlistedCorrection } from "./open-corrections.dynamodb.ts";
import { Person, PersonCard } from "./person.ts";
import { cardQueryOf } from "./person-items.ts";
import { keys, linePrefix } from "./person-keys.ts";
import type { Answered, CardList, PersonStore, StoredPerson } from "./person-store.ts";
import { decidedItem, isOpen, personTransaction, problemsAt } from "./person-transaction.dynamodb.ts";
import { membershipTable } from "./table.ts";
import { TimelineLine } from "./timeline.ts";

const Stored = Person.extend({ sealedIdNumber: z.instanceof(Uint8Array), fingerprint: z.string() });
const Home = Person.pick({ organizationId: true });
const Owner = Person.pick({ personId: true });
const CardItem = z.object({ card: PersonCard });
const LastKey = z.record(z.string(), z.string());

/** The store of people in one DynamoDB table, see `table.ts` for its items. */
export function dynamodbPersonStore(client: DynamoDBDocumentClient, tableName: string): PersonStore {
  const get = async (Key: object, attributes?: string): Promise<unknown> => {
    const projection = attributes === undefined ? {} : { ProjectionExpression: attributes };
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { ...Key }, ConsistentRead: true, ...projection }),
    );
    return Item;
  };
  const getMany = (wanted: readonly object[]) => batchGet(client, { tableName, keys: wanted, isConsistent: true });
  const receipts = ({ receipt, answer }: Answered) => receiptItems(tableName, receipt, answer);
  const lineItem = (personId: string, line: TimelineLine, facts: readonly Fact[]) => ({
    ...keys.line(personId, line.lineId),
    line,
    events: facts,
  });

  return {
    async find(personId): Promise<StoredPerson | undefined> {
      return Stored.optional().parse(await get(keys.person(personId)));
    },

    async findHome(personId) {
      return Home.optional().parse(await get(keys.person(personId), "organizationId"))?.organizationId;
    },

    async findByCampusId(campusId) {
      if (campusId.length < 2) return undefined;
      return Owner.optional().parse(await get(keys.number(campusId), "personId"))?.personId;
    },

    async findMany(personIds) {
      const items = await batchGet(client, { tableName, keys: personIds.map(keys.person), isConsistent: false });
      return items.map((item) => Stored.parse(item));
    },

    async findByFingerprints(fingerprints) {
      const claims = await getMany(fingerprints.map(keys.identity));
      const people = await getMany(claims.map((claim) => keys.person(Owner.parse(claim).personId)));
      return new Map(people.map((item) => Stored.parse(item)).map((person) => [person.fingerprint, person]));
    },

    async write(writes, answered) {
      const { items, claims } = personTransaction(tableName, writes);
      try {
        await commit(client, [...items, ...(answered === undefined ? [] : receipts(answered))]);
        return [];
      } catch (error) {
        if (error instanceof ConditionsFailed) return problemsAt(error.positions, claims, writes);
        throw error;
      }
    },

    async addLine(personId, line, facts, answered) {
      const put: TransactItem = {
        Put: {
          TableName: tableName,
          Item: lineItem(personId, line, facts),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      };
      const listed = listedCorrection(tableName, personId, line);
      await commit(client, [put, ...listed, ...(answered === undefined ? [] : receipts(answered))]);
    },

    ...openCorrectionsIn(client, tableName),

    async findLine(personId, lineId) {
      const item = await get(keys.line(personId, lineId));
      return z.object({ line: TimelineLine }).optional().parse(item)?.line;
    },

    async decide(personId, decided, answered) {
      const put: TransactItem = { Put: { TableName: tableName, Item: decidedItem(personId, decided), ...isOpen } };
      try {
        await commit(client, [put, unlistedCorrection(tableName, decided.correction), ...receipts(answered)]);
        return true;
      } catch (error) {
        if (error instanceof ConditionsFailed) return false;
        throw error;
      }
    },

    async listLines(personId, { limit, cursor }) {
      const list = `timeline:${personId}`;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :lines)",
          ExpressionAttributeValues: { ":pk": keys.person(personId).pk, ":lines": linePrefix },
          ScanIndexForward: false,
          Limit: limit,
          ...(cursor !== undefined && { ExclusiveStartKey: decodeCursor(list, cursor) }),
        }),
      );
      return {
        items: Items.map((item) => z.object({ line: TimelineLine }).parse(item).line),
        nextCursor: LastEvaluatedKey === undefined ? null : encodeCursor(list, LastEvaluatedKey),
      };
    },

    async readCards(list, { limit, from }) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          ...keyConditionOf(list),
          Limit: limit,
          ...(from !== null && { ExclusiveStartKey: LastKey.parse(JSON.parse(from)) }),
        }),
      );
      return {
        cards: Items.map((item) => CardItem.parse(item).card),
        next: LastEvaluatedKey === undefined ? null : JSON.stringify(LastEvaluatedKey),
      };
    },
  };
}

const baseKeys = { partitionKey: "pk", sortKey: "sk" };

function keyConditionOf(list: CardList) {
  const { index, partition, beginning } = cardQueryOf(list);
  const hasReadings = list.by === "pinyin" || list.by === "initials";
  const { partitionKey, sortKey } = index === undefined ? baseKeys : membershipTable.indexes[index];
  return {
    ...(index !== undefined && { IndexName: index }),
    KeyConditionExpression:
      beginning === undefined
        ? "#partition = :partition"
        : "#partition = :partition AND begins_with(#sort, :beginning)",
    // Whoever stands here by the main reading too is not shown a second time by another one.
    ...(hasReadings && { FilterExpression: "NOT begins_with(#main, :beginning)" }),
    ExpressionAttributeNames: {
      "#partition": partitionKey,
      ...(beginning !== undefined && { "#sort": sortKey }),
      ...(hasReadings && { "#main": "main" }),
    },
    ExpressionAttributeValues: { ":partition": partition, ...(beginning !== undefined && { ":beginning": beginning }) },
  };
}
