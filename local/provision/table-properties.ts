import type { Deployment, ResolvedResource } from "../ports.ts";
import { isTrue, listOf, onlyKeys, onlyProperties, optionalText, type Properties } from "./properties.ts";

export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: unknown;
  readonly Projection: unknown;
}

/** What either table type of CloudFormation says, as the engine takes it. */
export interface TableDefinition {
  readonly name: string;
  readonly keySchema: readonly unknown[];
  readonly attributes: readonly unknown[];
  readonly globalIndexes: readonly IndexDefinition[];
  readonly localIndexes: readonly IndexDefinition[];
  readonly streamViewType: string | undefined;
  readonly timeToLiveAttribute: string | undefined;
  readonly keyReference: string | undefined;
}

const FILE = "table-properties.ts";
/** Accepted and without effect here: capacity is not limited, backups are not taken, nothing is deleted by a deployment. */
const CAPACITY = ["BillingMode", "ProvisionedThroughput", "OnDemandThroughput", "WarmThroughput"];
const GLOBAL_CAPACITY = [
  "BillingMode",
  "WarmThroughput",
  "WriteProvisionedThroughputSettings",
  "WriteOnDemandThroughputSettings",
];
const OPERATIONS = [
  "PointInTimeRecoverySpecification",
  "DeletionProtectionEnabled",
  "ContributorInsightsSpecification",
  "TableClass",
  "Tags",
];
const SHAPE = [
  "TableName",
  "KeySchema",
  "AttributeDefinitions",
  "GlobalSecondaryIndexes",
  "LocalSecondaryIndexes",
  "StreamSpecification",
  "TimeToLiveSpecification",
  "SSESpecification",
];
const INDEX = [
  "IndexName",
  "KeySchema",
  "Projection",
  "ContributorInsightsSpecification",
  ...CAPACITY,
  ...GLOBAL_CAPACITY,
];

const indexes = (properties: Properties, name: string): IndexDefinition[] =>
  listOf(properties, name).map((index) => {
    const { IndexName, KeySchema, Projection } = onlyKeys(index, INDEX, name);
    return { IndexName: String(IndexName), KeySchema, Projection };
  });

const timeToLive = (properties: Properties): string | undefined => {
  const given = onlyKeys(properties.TimeToLiveSpecification, ["AttributeName", "Enabled"], "TimeToLiveSpecification");
  return isTrue(given.Enabled) ? optionalText(given, "AttributeName") : undefined;
};

const shape = (resource: ResolvedResource, properties: Properties): Omit<TableDefinition, "keyReference"> => ({
  name: optionalText(properties, "TableName") ?? resource.generatedName,
  keySchema: listOf(properties, "KeySchema"),
  attributes: listOf(properties, "AttributeDefinitions"),
  globalIndexes: indexes(properties, "GlobalSecondaryIndexes"),
  localIndexes: indexes(properties, "LocalSecondaryIndexes"),
  streamViewType: optionalText(
    onlyKeys(properties.StreamSpecification, ["StreamViewType"], "StreamSpecification"),
    "StreamViewType",
  ),
  timeToLiveAttribute: timeToLive(properties),
});

const encryption = (value: unknown): Properties =>
  onlyKeys(value, ["SSEEnabled", "SSEType", "KMSMasterKeyId"], "SSESpecification");

export const readTable = (resource: ResolvedResource): TableDefinition => {
  const properties = onlyProperties(resource, [...SHAPE, ...CAPACITY, ...OPERATIONS], FILE);
  return {
    ...shape(resource, properties),
    keyReference: optionalText(encryption(properties.SSESpecification), "KMSMasterKeyId"),
  };
};

const REPLICA = [
  "Region",
  "SSESpecification",
  "GlobalSecondaryIndexes",
  "ReadProvisionedThroughputSettings",
  "ReadOnDemandThroughputSettings",
  ...OPERATIONS,
];

/** A global table of one replica is an ordinary table, and the only kind that there is room for here. */
export const readGlobalTable = (resource: ResolvedResource, { region }: Deployment): TableDefinition => {
  const properties = onlyProperties(resource, [...SHAPE, ...GLOBAL_CAPACITY, "Replicas"], FILE);
  const [replica, ...others] = listOf(properties, "Replicas");
  if (others.length > 0)
    throw new Error("A table with several replicas is not supported: teach it in local/provision/table.ts");
  const own = onlyKeys(replica, REPLICA, "Replicas");
  if (own.Region !== region) throw new Error(`The replica is in ${String(own.Region)}, the deployment in ${region}`);
  return {
    ...shape(resource, properties),
    keyReference: optionalText(encryption(own.SSESpecification), "KMSMasterKeyId"),
  };
};
