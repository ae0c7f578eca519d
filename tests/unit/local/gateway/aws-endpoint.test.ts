import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../../local/cloud.ts";
import type { Credentials } from "../../../../local/ports.ts";
import { storageTemplate } from "../cloud-template.ts";
import { temporaryDirectory, writeAssembly } from "../write-assembly.ts";

const directory = temporaryDirectory();
let cloud: Cloud;

beforeAll(async () => {
  const assembly = writeAssembly(`${directory.path}/assembly`, { App: { template: storageTemplate } });
  cloud = await startCloud({ assembly, dataDirectory: `${directory.path}/data` });
});

afterEach(() => cloud.faults.clear());

afterAll(async () => {
  await cloud.stop();
  directory.remove();
});

const output = (name: string): string => cloud.outputs.get("App")?.get(name) ?? "";
const settings = (credentials: Credentials, maxAttempts = 1) => ({
  endpoint: cloud.aws.endpoint,
  region: cloud.aws.region,
  credentials,
  maxAttempts,
});
const operator = () => settings(cloud.aws.operator);
const role = (name = "RoleArn") => settings(cloud.parts.credentialsOf(output(name)));
const item = (pk: string) => ({ TableName: output("Table"), Item: { pk: { S: pk } } });

test("lets a role do what its policy grants, and uses the key of the table in its name", async () => {
  const tables = new DynamoDBClient(role());
  await tables.send(new PutItemCommand(item("granted")));
  const { Item } = await tables.send(new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: "granted" } } }));

  expect(Item).toEqual({ pk: { S: "granted" } });
  expect(cloud.permissions.used()).toContainEqual({
    roleArn: output("RoleArn"),
    action: "kms:GenerateDataKey",
    resourceArn: output("Key"),
  });
});

test("denies in the words of AWS what no policy grants", async () => {
  const scan = new DynamoDBClient(role()).send(new ScanCommand({ TableName: output("Table") }));

  await expect(scan).rejects.toMatchObject({
    name: "AccessDeniedException",
    message:
      "User: arn:aws-cn:sts::000000000000:assumed-role/App-Role/session is not authorized to perform: dynamodb:Scan" +
      " on resource: arn:aws-cn:dynamodb:cn-north-1:000000000000:table/App-Table" +
      " because no identity-based policy allows the dynamodb:Scan action",
  });
});

test("denies the table to a role that may not use its key", async () => {
  const get = new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: "x" } } });

  await expect(new DynamoDBClient(role("KeylessRoleArn")).send(get)).rejects.toThrow(
    /perform: kms:Decrypt on resource/,
  );
});

test("checks the inner actions of a transaction and the own action of a batch", async () => {
  const tables = new DynamoDBClient(role());
  const Key = { pk: { S: "x" } };
  const remove = { TransactItems: [{ Put: item("a") }, { Delete: { TableName: output("Table"), Key } }] };

  await expect(
    tables.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: item("b") }] })),
  ).resolves.toBeDefined();
  await expect(tables.send(new TransactWriteItemsCommand(remove))).rejects.toThrow(/dynamodb:DeleteItem/);
  const batch = new BatchGetItemCommand({ RequestItems: { [output("Table")]: { Keys: [Key] } } });
  await expect(tables.send(batch)).rejects.toThrow(/dynamodb:BatchGetItem/);
});

test("takes a table by its ARN", async () => {
  const TableName = `arn:aws-cn:dynamodb:cn-north-1:000000000000:table/${output("Table")}`;

  await expect(
    new DynamoDBClient(role()).send(new PutItemCommand({ ...item("arn"), TableName })),
  ).resolves.toBeDefined();
});

test("refuses keys that it never gave", async () => {
  const strangers = settings({ accessKeyId: "AKIASTRANGER", secretAccessKey: "x", sessionToken: "y" });

  await expect(new DynamoDBClient(strangers).send(new PutItemCommand(item("x")))).rejects.toMatchObject({
    name: "UnrecognizedClientException",
  });
  const Message = "x";
  await expect(
    new SNSClient(strangers).send(new PublishCommand({ TopicArn: output("TopicArn"), Message })),
  ).rejects.toMatchObject({
    name: "InvalidClientTokenId",
  });
  const object = { Bucket: output("Bucket"), Key: "a" };
  await expect(new S3Client(strangers).send(new GetObjectCommand(object))).rejects.toMatchObject({
    name: "InvalidAccessKeyId",
  });
});

test("tells listeners of each acknowledged write, and of no read", async () => {
  const written: string[] = [];
  const unsubscribe = cloud.aws.onTableWrite((table) => written.push(table));
  const tables = new DynamoDBClient(operator());
  await tables.send(new PutItemCommand(item("told")));
  await tables.send(new ScanCommand({ TableName: output("Table") }));
  unsubscribe();

  expect(written).toEqual([output("Table")]);
});

test("shows streams in the region and account of the deployment", async () => {
  const streams = new DynamoDBStreamsClient(operator());
  await new DynamoDBClient(operator()).send(new PutItemCommand(item("streamed")));
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: output("StreamArn") }));
  const [shard] = StreamDescription?.Shards ?? [];
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn: output("StreamArn"),
      ShardId: shard?.ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    }),
  );
  const { Records } = await streams.send(new GetRecordsCommand({ ShardIterator }));

  expect(StreamDescription?.StreamArn).toBe(output("StreamArn"));
  expect(output("StreamArn")).toMatch(/^arn:aws-cn:dynamodb:cn-north-1:000000000000:table\/App-Table\/stream\//);
  expect(Records?.at(-1)).toMatchObject({ awsRegion: "cn-north-1", dynamodb: { Keys: { pk: { S: "streamed" } } } });
});

test("throttles a call with the service's own error, which the SDK repeats", async () => {
  cloud.faults.inject({
    point: "sdk",
    match: { service: "dynamodb", action: "PutItem" },
    effect: { kind: "throttle" },
    times: 1,
  });
  await expect(new DynamoDBClient(operator()).send(new PutItemCommand(item("t")))).rejects.toBeInstanceOf(
    ProvisionedThroughputExceededException,
  );

  cloud.faults.inject({ point: "sdk", match: { service: "dynamodb" }, effect: { kind: "throttle" }, times: 1 });
  const patient = new DynamoDBClient(settings(cloud.aws.operator, 3));
  await expect(patient.send(new PutItemCommand(item("t")))).resolves.toBeDefined();
});

test("does the work and loses the answer", async () => {
  cloud.faults.inject({
    point: "sdk",
    match: { action: "PutItem" },
    effect: { kind: "drop-acknowledgement" },
    times: 1,
  });
  const tables = new DynamoDBClient(operator());

  await expect(tables.send(new PutItemCommand(item("lost")))).rejects.toThrow();
  const { Item } = await tables.send(new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: "lost" } } }));
  expect(Item).toEqual({ pk: { S: "lost" } });
});

test("delivers what the filter of a subscription lets through, raw, and moves it to the dead letters", async () => {
  const topics = new SNSClient(operator());
  const queues = new SQSClient(operator());
  const publish = (channel: string) =>
    topics.send(
      new PublishCommand({
        TopicArn: output("TopicArn"),
        Message: channel,
        MessageAttributes: { channel: { DataType: "String", StringValue: channel } },
      }),
    );
  await publish("sms");
  await publish("mail");
  const receive = async (queue: string) =>
    (await queues.send(new ReceiveMessageCommand({ QueueUrl: output(queue), MaxNumberOfMessages: 10 }))).Messages ?? [];

  expect((await receive("QueueUrl")).map(({ Body }) => Body)).toEqual(["mail"]);
  expect(await receive("QueueUrl")).toEqual([]);
  cloud.clock.advance(31_000);
  expect(await receive("QueueUrl")).toEqual([]);
  expect((await receive("DeadLettersUrl")).map(({ Body }) => Body)).toEqual(["mail"]);
});

test("keeps to 256 KB for a message and for a batch of messages", async () => {
  const queues = new SQSClient(role());
  const QueueUrl = output("QueueUrl");
  const Entries = ["a", "b"].map((Id) => ({ Id, MessageBody: "x".repeat(140_000) }));

  await expect(queues.send(new SendMessageCommand({ QueueUrl, MessageBody: "x".repeat(262_145) }))).rejects.toThrow(
    /262144/,
  );
  await expect(queues.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({
    name: "BatchRequestTooLong",
  });
});

test("finds queues by name and says when there is none", async () => {
  const queues = new SQSClient(operator());

  const found = await queues.send(new GetQueueUrlCommand({ QueueName: "App-Queue" }));
  expect(found.QueueUrl).toBe(output("QueueUrl"));
  await expect(queues.send(new GetQueueUrlCommand({ QueueName: "nobody" }))).rejects.toMatchObject({
    name: "QueueDoesNotExist",
  });
});

test("tells objects of a bucket apart by their keys", async () => {
  const buckets = new S3Client(role());
  const Bucket = output("Bucket");
  await buckets.send(new PutObjectCommand({ Bucket, Key: "in/a", Body: "text" }));
  const object = await new S3Client(operator()).send(new GetObjectCommand({ Bucket, Key: "in/a" }));

  expect(await object.Body?.transformToString()).toBe("text");
  await expect(buckets.send(new PutObjectCommand({ Bucket, Key: "out/a", Body: "text" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
});

test("says that an object is missing to those only who may list its bucket", async () => {
  const missing = new GetObjectCommand({ Bucket: output("Bucket"), Key: "in/missing" });
  await expect(new S3Client(role()).send(missing)).rejects.toMatchObject({ name: "AccessDenied" });
  await expect(new S3Client(operator()).send(missing)).rejects.toMatchObject({ name: "NoSuchKey" });
});

test("keeps what an operator writes into the parameter store, for those who may read it, and readable on request only", async () => {
  const call = (credentials: Credentials, operation: string, input: object) =>
    cloud.aws.call<{ Version?: number; Parameter?: { Value: string; Version: number } }>(credentials, {
      service: "ssm",
      target: `AmazonSSM.${operation}`,
      input: { Name: "/secret", ...input },
    });
  const { operator: someone } = cloud.aws;
  await expect(call(someone, "GetParameter", {})).rejects.toMatchObject({ name: "ParameterNotFound" });
  await call(someone, "PutParameter", { Type: "SecureString", Value: "one" });
  const again = { Type: "SecureString", Value: "two" };
  await expect(call(someone, "PutParameter", again)).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
  expect(await call(someone, "PutParameter", { ...again, Overwrite: true })).toMatchObject({ Version: 2 });
  const long = { ...again, Overwrite: true, Value: "x".repeat(4_097) };
  await expect(call(someone, "PutParameter", long)).rejects.toMatchObject({ name: "ValidationException" });

  const read = await call(someone, "GetParameter", { WithDecryption: true });
  expect(read.Parameter).toMatchObject({ Value: "two", Version: 2 });
  expect((await call(someone, "GetParameter", {})).Parameter?.Value).not.toContain("two");
  const other = cloud.parts.credentialsOf(output("RoleArn"));
  await expect(call(other, "GetParameter", {})).rejects.toMatchObject({ name: "AccessDeniedException" });
});
