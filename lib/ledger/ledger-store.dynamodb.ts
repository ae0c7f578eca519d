import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, type PutCommandInput } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { queryAll } from "../runtime/query-all.ts";
import { LedgerEntry, LedgerYear, PersonEntry, PersonYear } from "./ledger.ts";
import type { Book, BookStore, LedgerStore } from "./ledger-store.ts";

export const bookOf = ({ owner, year }: Book) => `LEDGER#${owner}#${year}`;
const yearKey = (book: Book) => ({ pk: bookOf(book), sk: "YEAR" });
const entryKey = (book: Book, activityId: string) => ({ pk: bookOf(book), sk: `${entryPrefix}${activityId}` });
export const entryPrefix = "ENTRY#";

export function dynamodbLedgerStore(client: DynamoDBDocumentClient, tableName: string): LedgerStore {
  return {
    organizations: bookStore(client, tableName, { EntryItem: OrganizationEntryItem, YearItem: OrganizationYearItem }),
    people: bookStore(client, tableName, { EntryItem: PersonEntryItem, YearItem: PersonYearItem }),
  };
}

const OrganizationEntryItem = z.object({ entry: LedgerEntry });
const PersonEntryItem = z.object({ entry: PersonEntry });
const YearItem = z.object({ owner: z.string(), revision: z.int().positive() });
// What is counted of a year grows with the product; sums in a former form are no sums.
const OrganizationYearItem = YearItem.extend({ year: LedgerYear.optional().catch(undefined) });
const PersonYearItem = YearItem.extend({ year: PersonYear.optional().catch(undefined) });

interface Schemas<Entry, Year> {
  readonly EntryItem: z.ZodType<{ entry: Entry }>;
  readonly YearItem: z.ZodType<{ owner: string; revision: number; year?: Year | undefined }>;
}

function bookStore<Entry extends { readonly version: number; readonly activityId: string }, Year>(
  client: DynamoDBDocumentClient,
  tableName: string,
  { EntryItem, YearItem }: Schemas<Entry, Year>,
): BookStore<Entry, Year> {
  const get = async (Key: Record<string, string>): Promise<unknown> => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
    return Item;
  };
  const put = async (input: Omit<PutCommandInput, "TableName">): Promise<boolean> => {
    try {
      await client.send(new PutCommand({ TableName: tableName, ...input }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    async listEntries(book) {
      const items = await queryAll(client, {
        TableName: tableName,
        KeyConditionExpression: "pk = :book AND begins_with(sk, :entries)",
        ExpressionAttributeValues: { ":book": bookOf(book), ":entries": entryPrefix },
        ConsistentRead: true,
      });
      return items.map((item) => EntryItem.parse(item).entry);
    },

    async findEntry(book, activityId) {
      return EntryItem.optional().parse(await get(entryKey(book, activityId)))?.entry;
    },

    async putEntry(book, entry) {
      return await put({
        Item: { ...entryKey(book, entry.activityId), entry },
        ConditionExpression: "attribute_not_exists(pk) OR entry.version <= :version",
        ExpressionAttributeValues: { ":version": entry.version },
      });
    },

    async findYear(book) {
      const found = YearItem.optional().parse(await get(yearKey(book)));
      return { year: found?.year, revision: found?.revision ?? 0 };
    },

    async putYear(book, year, formerRevision) {
      const condition =
        formerRevision === 0
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "revision = :former",
              ExpressionAttributeValues: { ":former": formerRevision },
            };
      return await put({
        Item: { ...yearKey(book), owner: book.owner, year, revision: formerRevision + 1 },
        ...condition,
      });
    },

    async findYears(owners, year) {
      const keys = [...new Set(owners)].map((owner) => yearKey({ owner, year }));
      const items = await batchGet(client, { tableName, keys, isConsistent: false });
      const found = items.map((item) => YearItem.parse(item));
      return {
        counted: new Map(found.flatMap(({ owner, year: own }) => (own === undefined ? [] : [[owner, own] as const]))),
        outdated: found.filter((item) => item.year === undefined).map(({ owner }) => owner),
      };
    },
  };
}
