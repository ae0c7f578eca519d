import { BatchWriteCommand, DeleteCommand, GetCommand, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { siblingKey } from "../../../lib/organization/organization.ts";
import { organizationTable } from "../../../lib/organization/table.ts";
import { backfill, type Change, type Item } from "../../../scripts/operator/backfill.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";

/**
 * The worked example of docs/operations/updates.md: items of organisations get an attribute by which they are found, and
 * lose the flag that it replaces.
 */
const Former = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  name: z.string(),
  version: z.int(),
  hasSpaces: z.boolean(),
});
/** Expand: reads both forms, writes both. The former code reads what it writes, as zod drops what a schema does not name. */
const Between = z.object({
  ...Former.shape,
  hasSpaces: z.boolean().optional(),
  searchName: z.string().optional(),
});
/** Contract: one form again. */
const Later = z.strictObject({ ...Former.omit({ hasSpaces: true }).shape, searchName: z.string() });

const addSearchName: Change = ({ name, searchName }) =>
  searchName === undefined ? { searchName: siblingKey(String(name)) } : undefined;
const dropFlag: Change = ({ hasSpaces }) => (hasSpaces === undefined ? undefined : { hasSpaces: undefined });

let tables: TestTables;
let tableName: string;
beforeAll(async () => {
  tables = await startTables();
  tableName = await tables.create(organizationTable);
});
afterAll(async () => tables?.stop());

const keyOf = (index: number) => ({ pk: `ORG#o${index}`, sk: "ORG" });
const put = (Item: Item) => tables.client.send(new PutCommand({ TableName: tableName, Item }));
const get = async (index: number) =>
  (await tables.client.send(new GetCommand({ TableName: tableName, Key: keyOf(index) }))).Item ?? {};
async function all(): Promise<Item[]> {
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: tableName }));
  return Items;
}
const run = (change: Change, from?: Item, onPage: Parameters<typeof backfill>[2] = () => undefined) =>
  backfill(tables.client, { tableName, change, from }, onPage);

describe("a table changes its form while the product runs", () => {
  /** More than one page. */
  const count = 120;

  test("expand: the code that comes reads what the former wrote, and writes what the former reads", async () => {
    const items = Array.from({ length: count }, (_, index) => ({ ...keyOf(index), name: `第 ${index} 支部` }));
    for (let start = 0; start < count; start += 20) {
      const requests = items.slice(start, start + 20).map((item) => ({
        PutRequest: { Item: { ...item, version: 1, hasSpaces: true } },
      }));
      await tables.client.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } }));
    }
    for (const item of await all()) expect(Between.parse(item).name).toContain("支部");
    await put({ ...keyOf(0), name: "新 支部", version: 2, hasSpaces: true, searchName: "新支部" });
    expect(z.object(Former.shape).parse(await get(0)).name).toBe("新 支部");
  });

  test("backfill: cut off, it goes on where it was; what somebody writes meanwhile stays", async () => {
    let cutAt: Item | undefined;
    const cut = run(addSearchName, undefined, ({ position }) => {
      cutAt = position;
      throw new Error("cut off");
    });
    await expect(cut).rejects.toThrow("cut off");
    expect(cutAt).toBeDefined();

    let raced: string | undefined;
    const racing: Change = (item) => {
      const changes = addSearchName(item);
      if (changes === undefined || raced !== undefined) return changes;
      raced = String(item.pk);
      return changes;
    };
    // Between the read of a page and the write of its first item somebody renames that organisation.
    const client = Object.create(tables.client) as typeof tables.client;
    let isFirst = true;
    client.send = (async (command: Parameters<typeof tables.client.send>[0]) => {
      if (command.constructor.name === "UpdateCommand" && isFirst) {
        isFirst = false;
        const index = Number(raced?.slice("ORG#o".length));
        await put({ ...keyOf(index), name: "改名 支部", version: 2, hasSpaces: true });
      }
      return await tables.client.send(command);
    }) as typeof tables.client.send;
    const rest = await backfill(client, { tableName, change: racing, from: cutAt }, () => undefined);
    expect(rest.position).toBeUndefined();
    expect(rest.looked).toBeLessThan(count);

    expect(await get(Number(raced?.slice("ORG#o".length)))).toMatchObject({
      name: "改名 支部",
      version: 2,
      searchName: "改名支部",
    });
    expect((await get(0)).searchName).toBe("新支部");
    for (const item of await all()) expect(item.searchName).toBe(siblingKey(String(item.name)));
    expect(await run(addSearchName)).toEqual({ looked: count, changed: 0, position: undefined });
  });

  test("contract: when nobody reads the former attribute any more it goes, and one form is left", async () => {
    expect(await run(dropFlag)).toMatchObject({ changed: count });
    for (const item of await all()) Later.parse(item);
  });

  test("an item that is deleted meanwhile does not come back", async () => {
    const { client } = tables;
    const gone: Change = (item) => (item.pk === "ORG#gone" ? { name: "x" } : undefined);
    await put({ pk: "ORG#gone", sk: "ORG", name: "撤销", version: 1 });
    const read = (await client.send(new ScanCommand({ TableName: tableName }))).Items?.find(gone);
    expect(read).toBeDefined();
    const deleting = Object.create(client) as typeof client;
    deleting.send = (async (command: Parameters<typeof client.send>[0]) => {
      if (command.constructor.name === "UpdateCommand") {
        await client.send(new DeleteCommand({ TableName: tableName, Key: { pk: "ORG#gone", sk: "ORG" } }));
      }
      return await client.send(command);
    }) as typeof client.send;
    expect(await backfill(deleting, { tableName, change: gone }, () => undefined)).toMatchObject({ changed: 0 });
    expect((await all()).some(({ pk }) => pk === "ORG#gone")).toBe(false);
  });
});
