import { expect, test } from "vitest";
import { allTables } from "../../lib/contract.ts";
import { type Assembly, at, listOf, type Resource } from "./assembly.ts";

const keySchema = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: "HASH" },
  { AttributeName: sortKey, KeyType: "RANGE" },
];

function projectionOf(projected: readonly string[] | undefined) {
  if (projected === undefined) return { ProjectionType: "ALL" };
  if (projected.length === 0) return { ProjectionType: "KEYS_ONLY" };
  return { ProjectionType: "INCLUDE", NonKeyAttributes: [...projected] };
}

export function describeTables(read: () => Assembly): void {
  const tables = () => read().ofApplication("AWS::DynamoDB::Table");
  const tableOf = (context: string): Resource => {
    const pascal = context.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const name = `${pascal}Table`;
    const found = tables().find(({ id }) => id.split("/")[1]?.startsWith(name));
    if (found === undefined) throw new Error(`there is no table of ${context}`);
    return found;
  };

  test("there is one table for each definition", () => {
    expect(tables()).toHaveLength(allTables.length);
    for (const { context } of allTables) expect(tableOf(context)).toBeDefined();
  });

  test.each(allTables.map((definition) => [definition.context, definition] as const))(
    "the table of %s is what its definition says",
    (context, { indexes, ttlAttribute, publishesEvents }) => {
      const table = tableOf(context);
      expect(at(table, "KeySchema")).toEqual(keySchema("pk", "sk"));
      expect(listOf(at(table, "GlobalSecondaryIndexes"))).toEqual(
        Object.entries(indexes).map(([IndexName, { partitionKey, sortKey, projected }]) => ({
          IndexName,
          KeySchema: keySchema(partitionKey, sortKey),
          Projection: projectionOf(projected),
        })),
      );
      const attributes = Object.values(indexes).flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
      expect(listOf<{ AttributeName: string; AttributeType: string }>(at(table, "AttributeDefinitions"))).toEqual(
        [...new Set(["pk", "sk", ...attributes])].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      );
      expect(at(table, "TimeToLiveSpecification")).toEqual(
        ttlAttribute === undefined ? undefined : { AttributeName: ttlAttribute, Enabled: true },
      );
      expect(at(table, "StreamSpecification")).toEqual(
        publishesEvents ? { StreamViewType: "NEW_AND_OLD_IMAGES" } : undefined,
      );
    },
  );

  test("every table is paid by request, restorable to any second, and encrypted with the product's own key", () => {
    for (const table of tables()) {
      expect(at(table, "BillingMode"), table.id).toBe("PAY_PER_REQUEST");
      expect(at(table, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"), table.id).toBe(true);
      expect(at(table, "SSESpecification", "SSEEnabled"), table.id).toBe(true);
      expect(read().follow(table, at(table, "SSESpecification", "KMSMasterKeyId")).type).toBe("AWS::KMS::Key");
      expect(at(table, "TableName"), "a name by hand stands in the way of replacing").toBeUndefined();
    }
  });

  test("in production data and its key cannot be deleted by accident; elsewhere they go with the stack", () => {
    const isProduction = read().stage === "prod";
    const policy = isProduction ? "Retain" : "Delete";
    for (const table of tables()) {
      expect(at(table, "DeletionProtectionEnabled") ?? false, table.id).toBe(isProduction);
      const key = read().follow(table, at(table, "SSESpecification", "KMSMasterKeyId"));
      for (const resource of [table, key]) {
        expect([resource.deletionPolicy, resource.replacePolicy], resource.id).toEqual([policy, policy]);
      }
    }
  });

  test("in production everything that holds data outlives its stack, also of the anonymous plane; elsewhere it goes", () => {
    const isProduction = read().stage === "prod";
    const policies = (one: Resource) => [one.deletionPolicy, one.replacePolicy];
    const policy = isProduction ? "Retain" : "Delete";
    const holding = ["AWS::DynamoDB::Table", "AWS::S3::Bucket"].flatMap((type) => read().ofType(type));
    for (const one of holding) expect(policies(one), one.id).toEqual([policy, policy]);
    for (const table of read().ofType("AWS::DynamoDB::Table")) {
      expect(at(table, "DeletionProtectionEnabled") ?? false, table.id).toBe(isProduction);
    }
    // What a key has encrypted is lost with it.
    if (!isProduction) return;
    for (const key of read().ofType("AWS::KMS::Key")) expect(policies(key), key.id).toEqual(["Retain", "Retain"]);
  });

  test("what holds state stands in a stack of its own, with nothing that changes often", () => {
    const stacks = new Set(tables().map(({ stack }) => stack));
    expect(stacks.size).toBe(1);
    const types = read()
      .resources.filter(({ stack }) => stacks.has(stack))
      .map(({ type }) => type);
    expect(new Set(types)).toEqual(
      new Set(["AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::S3::BucketPolicy"]),
    );
  });
}
