import { PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organizationTable } from "../../../lib/organization/table.ts";
import { copyTable } from "../../../scripts/operator/copy-table.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

const count = 60;
const fact = { id: "OrganizationCreated/o/1", name: "OrganizationCreated" };

test("a restored table comes into an empty one whole, but for the facts that were on the bus already", async () => {
  const { client } = tables;
  const [from, to] = [await tables.create(organizationTable), await tables.create(organizationTable)];
  const items = Array.from({ length: count }, (_, index) => ({
    pk: `ORG#${index}`,
    sk: "NODE",
    tree: "one",
    path: `/one/${index}/`,
    version: 3,
    expiresAt: 1_900_000_000,
  }));
  for (const Item of items) await client.send(new PutCommand({ TableName: from, Item: { ...Item, events: [fact] } }));
  const told: number[] = [];
  expect(await copyTable(client, { from, to, isTo: "empty" }, (copied) => told.push(copied))).toBe(count);
  expect(told.at(-1)).toBe(count);
  const { Items = [] } = await client.send(new ScanCommand({ TableName: to }));
  const byKey = (one: { pk?: unknown }, other: { pk?: unknown }) => (String(one.pk) < String(other.pk) ? -1 : 1);
  expect(Items.sort(byKey)).toEqual(items.sort(byKey));

  await expect(copyTable(client, { from, to, isTo: "empty" }, () => undefined)).rejects.toThrow("is not empty");
  expect(await copyTable(client, { from, to, isTo: "begun" }, () => undefined)).toBe(count);
});
