import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../../local/cloud.ts";
import { storageTemplate } from "../cloud-template.ts";
import { temporaryDirectory, writeAssembly } from "../write-assembly.ts";

let directory: ReturnType<typeof temporaryDirectory>;
let running: Cloud | undefined;

beforeEach(() => {
  directory = temporaryDirectory();
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  directory.remove();
});

/** Deploys to the same data again and again, as an application grows. */
const deploy = async (Resources: Record<string, unknown>, Outputs: Record<string, unknown> = {}): Promise<Cloud> => {
  await running?.stop();
  const assembly = writeAssembly(`${directory.path}/assembly`, { App: { template: { Resources, Outputs } } });
  running = await startCloud({ assembly, dataDirectory: `${directory.path}/data` });
  return running;
};

const asOperator = ({ aws }: Cloud) => ({ endpoint: aws.endpoint, region: aws.region, credentials: aws.operator });

const table = (properties: Record<string, unknown> = {}) => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    TableName: "facts",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
    ...properties,
  },
});

const text = (AttributeName: string) => ({ AttributeName, AttributeType: "S" });
const byOwner = {
  IndexName: "by-owner",
  KeySchema: [{ AttributeName: "owner", KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
};

test("adds an index, a stream and an expiry to a table that exists", async () => {
  await deploy({ Table: table() });
  const cloud = await deploy({
    Table: table({
      AttributeDefinitions: [text("pk"), text("owner")],
      GlobalSecondaryIndexes: [byOwner],
      StreamSpecification: { StreamViewType: "NEW_IMAGE" },
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  });
  const { Table } = await new DynamoDBClient(asOperator(cloud)).send(new DescribeTableCommand({ TableName: "facts" }));

  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(["by-owner"]);
  expect(Table?.StreamSpecification).toMatchObject({ StreamEnabled: true, StreamViewType: "NEW_IMAGE" });
});

test("refuses to change the keys of a table that exists", async () => {
  await deploy({ Table: table() });
  const changed = table({ KeySchema: [{ AttributeName: "id", KeyType: "HASH" }], AttributeDefinitions: [text("id")] });

  await expect(deploy({ Table: changed })).rejects.toThrow(
    "The key schema of table facts differs from the stored data",
  );
});

test("changes the attributes of a queue and keeps its name", async () => {
  const queue = (VisibilityTimeout: number) => ({
    Type: "AWS::SQS::Queue",
    Properties: { QueueName: "work", VisibilityTimeout },
  });
  await deploy({ Queue: queue(30) });
  const cloud = await deploy({ Queue: queue(60) }, { Url: { Value: { Ref: "Queue" } } });
  const request = { QueueUrl: cloud.outputs.get("App")?.get("Url"), AttributeNames: ["All" as const] };
  const { Attributes } = await new SQSClient(asOperator(cloud)).send(new GetQueueAttributesCommand(request));

  expect(Attributes).toMatchObject({
    VisibilityTimeout: "60",
    MaximumMessageSize: "262144",
    QueueArn: "arn:aws-cn:sqs:cn-north-1:000000000000:work",
  });
});

test("delivers once after a restart, and not at all once the subscription is gone", async () => {
  const { Outputs, Resources } = storageTemplate;
  const { Subscription: _, ...without } = Resources;
  const waiting = async (cloud: Cloud) => {
    const QueueUrl = cloud.outputs.get("App")?.get("QueueUrl");
    const request = { QueueUrl, AttributeNames: ["ApproximateNumberOfMessages" as const] };
    const { Attributes } = await new SQSClient(asOperator(cloud)).send(new GetQueueAttributesCommand(request));
    return Number(Attributes?.ApproximateNumberOfMessages);
  };
  const publish = (cloud: Cloud) =>
    new SNSClient(asOperator(cloud)).send(
      new PublishCommand({
        TopicArn: cloud.outputs.get("App")?.get("TopicArn"),
        Message: "x",
        MessageAttributes: { channel: { DataType: "String", StringValue: "mail" } },
      }),
    );

  await deploy(Resources, Outputs);
  const second = await deploy(Resources, Outputs);
  await publish(second);
  expect(await waiting(second)).toBe(1);
  const third = await deploy(without, Outputs);
  await publish(third);
  expect(await waiting(third)).toBe(1);
});

test("keeps a generated secret", async () => {
  const Secret = {
    Type: "AWS::SecretsManager::Secret",
    Properties: { Name: "token", GenerateSecretString: { PasswordLength: 20 } },
  };
  const read = (cloud: Cloud) => cloud.parts.state.get("secrets", "token");
  const first = read(await deploy({ Secret }));

  expect(first).toHaveLength(20);
  expect(read(await deploy({ Secret }))).toBe(first);
});

test.each<[string, string, Record<string, unknown>, string]>([
  [
    "a property that it would ignore",
    "AWS::SQS::Queue",
    { Colour: "red" },
    "AWS::SQS::Queue App/It: Unknown property Colour: teach it in local/provision/queue.ts",
  ],
  [
    "a value beyond the limit of SQS",
    "AWS::SQS::Queue",
    { DelaySeconds: 901 },
    "DelaySeconds must be between 0 and 900, not 901",
  ],
  ["a FIFO name without its ending", "AWS::SQS::Queue", { FifoQueue: true, QueueName: "a" }, "ends in .fifo"],
  [
    "another protocol than SQS",
    "AWS::SNS::Subscription",
    { TopicArn: "a", Protocol: "email", Endpoint: "b" },
    "Unknown subscription protocol email",
  ],
  [
    "a retention that CloudWatch does not offer",
    "AWS::Logs::LogGroup",
    { RetentionInDays: 8 },
    "RetentionInDays cannot be 8",
  ],
  [
    "an alarm without a threshold rule",
    "AWS::CloudWatch::Alarm",
    { EvaluationPeriods: 1 },
    "ComparisonOperator is missing",
  ],
  ["a dashboard that is no JSON", "AWS::CloudWatch::Dashboard", { DashboardBody: "{" }, "JSON"],
  ["a key of an unknown kind", "AWS::KMS::Key", { KeySpec: "RSA_2048" }, "Unknown key spec RSA_2048"],
  ["an alias of nothing", "AWS::KMS::Alias", { AliasName: "alias/a", TargetKeyId: "none" }, "No key none is deployed"],
  [
    "a table in two regions",
    "AWS::DynamoDB::GlobalTable",
    { Replicas: [{ Region: "cn-north-1" }, { Region: "cn-northwest-1" }] },
    "several replicas",
  ],
])("refuses %s", async (_, Type, Properties, message) => {
  await expect(deploy({ It: { Type, Properties } })).rejects.toThrow(message);
});
