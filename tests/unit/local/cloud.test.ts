import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, expect, test, vi } from "vitest";
import { type Cloud, startCloud } from "../../../local/cloud.ts";
import { reportPermissions } from "../../../local/permissions.ts";
import { relayTemplate, storageTemplate, writeRelay } from "./cloud-template.ts";
import { temporaryDirectory, writeAssembly } from "./write-assembly.ts";

const cleanups: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  vi.unstubAllEnvs();
});

const directory = (): string => {
  const { path, remove } = temporaryDirectory();
  cleanups.push(remove);
  return path;
};

const run = async (assembly: string, dataDirectory = directory()): Promise<Cloud> => {
  const cloud = await startCloud({ assembly, dataDirectory });
  cleanups.push(() => cloud.stop());
  return cloud;
};

const output = (cloud: Cloud, name: string): string => cloud.outputs.get("App")?.get(name) ?? "";

const asOperator = ({ aws }: Cloud) => ({ endpoint: aws.endpoint, region: aws.region, credentials: aws.operator });

const relayAssembly = (): string => {
  const path = directory();
  return writeAssembly(path, { App: { template: relayTemplate, assets: { relay: writeRelay(path) } } });
};

const receive = async (cloud: Cloud): Promise<{ readonly detail: Record<string, string> }[]> => {
  const client = new SQSClient(asOperator(cloud));
  const request = { QueueUrl: output(cloud, "QueueUrl"), MaxNumberOfMessages: 10, WaitTimeSeconds: 5 };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
  client.destroy();
  return Messages.map(({ Body }) => JSON.parse(Body ?? ""));
};

test("carries a written item from the stream through a function, a bus and a rule into a queue", async () => {
  const cloud = await run(relayAssembly());
  const tables = new DynamoDBClient(asOperator(cloud));
  await tables.send(new PutItemCommand({ TableName: output(cloud, "Table"), Item: { pk: { S: "one" } } }));
  tables.destroy();

  const [event] = await receive(cloud);

  expect(event?.detail).toEqual({
    id: "one",
    awsRegion: "cn-north-1",
    eventSourceARN: output(cloud, "StreamArn"),
  });
  await cloud.activity.quiesce();
  expect(cloud.permissions.unused()).toEqual([]);
});

test("starts again on the same data without losing items or doing work twice", async () => {
  const assembly = relayAssembly();
  const data = directory();
  const first = await run(assembly, data);
  const tables = new DynamoDBClient(asOperator(first));
  await tables.send(new PutItemCommand({ TableName: output(first, "Table"), Item: { pk: { S: "one" } } }));
  tables.destroy();
  await first.activity.quiesce();
  await first.stop();

  const second = await run(assembly, data);
  await second.activity.quiesce();

  expect((await receive(second)).map(({ detail }) => detail.id)).toEqual(["one"]);
});

test("names the resource type that nobody provisions, and leaves nothing running", async () => {
  const template = { Resources: { Pipe: { Type: "AWS::Pipes::Pipe" } } };
  const assembly = writeAssembly(directory(), { App: { template } });
  const data = directory();

  await expect(run(assembly, data)).rejects.toThrow("Unknown resource type AWS::Pipes::Pipe (App/Pipe)");
  await expect(run(writeAssembly(directory(), { App: { template: { Resources: {} } } }), data)).resolves.toBeDefined();
});

test("refuses a topic that the policy of its queue does not let in", async () => {
  const { QueuePolicy: _, ...Resources } = storageTemplate.Resources;
  const assembly = writeAssembly(directory(), { App: { template: { ...storageTemplate, Resources } } });

  await expect(run(assembly)).rejects.toThrow("because no resource-based policy allows the sqs:SendMessage action");
});

test("refuses a data directory that another cloud uses", async () => {
  const assembly = writeAssembly(directory(), { App: { template: { Resources: {} } } });
  const data = directory();
  await run(assembly, data);

  await expect(run(assembly, data)).rejects.toThrow("Another cloud uses the data directory");
});

test("leaves a record from which the needless grants are reported", async () => {
  const record = join(directory(), "permissions.jsonl");
  vi.stubEnv("PERMISSIONS_RECORD", record);
  const assembly = writeAssembly(directory(), { App: { template: storageTemplate } });
  const cloud = await run(assembly);
  cloud.parts.authority.authorize(
    { kind: "role", roleArn: output(cloud, "RoleArn") },
    "s3:PutObject",
    "arn:aws-cn:s3:::app-bucket/in/a",
  );
  await cloud.stop();

  const lines = reportPermissions(assembly, record);

  expect(readFileSync(record, "utf8")).toContain('"kind":"use"');
  expect(lines.some((line) => line.includes("s3:PutObject"))).toBe(false);
  expect(lines).toContain(
    "App-Role: sqs:SendMessage on arn:aws-cn:sqs:cn-north-1:000000000000:App-Queue (statement 2 of grants)",
  );
});
