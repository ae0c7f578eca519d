import assert from "node:assert/strict";
import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { type Cdk, succeeds } from "./cdk.ts";
import type { Operator } from "./operator.ts";

const counts = (tables: readonly TableDescription[]) =>
  tables.map(({ TableName, ItemCount }) => [TableName, ItemCount]);

/** Production is protected twice: its stacks are not destroyed, and without that its data stays behind. */
export async function destroyKeepingData(cdk: Cdk, operator: Operator, stacks: readonly string[]): Promise<void> {
  const before = await operator.tables();
  assert.ok(before.length > 15, `${before.length} tables`);
  const refused = await cdk("destroy", "--all", "--force");
  assert.notEqual(refused.code, 0, "production is destroyed although it is protected");
  assert.match(refused.output, /termination ?protection/i);
  for (const stack of stacks) await operator.endProtection(stack);
  await succeeds(cdk, "destroy", "--all", "--force");
  const after = await operator.tables();
  assert.deepEqual(counts(after), counts(before));
  assert.ok(after.every(({ DeletionProtectionEnabled }) => DeletionProtectionEnabled));
  assert.ok(
    after.some(({ ItemCount = 0 }) => ItemCount > 100),
    "the tables are empty",
  );
  assert.ok((await operator.buckets()).length >= 4, "buckets are gone");
}
