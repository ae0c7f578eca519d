import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../../local/cloud.ts";
import type { Credentials } from "../../../../local/ports.ts";
import { storageTemplate } from "../cloud-template.ts";
import { temporaryDirectory, writeAssembly } from "../write-assembly.ts";

const cleanups: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Running {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly outputs: ReadonlyArray<readonly [string, string]>;
}

const place = () => {
  const directory = temporaryDirectory();
  cleanups.push(directory.remove);
  const assembly = writeAssembly(`${directory.path}/assembly`, { App: { template: storageTemplate } });
  return { assembly, data: `${directory.path}/data` };
};

const startChild = async (assembly: string, data: string): Promise<{ child: ChildProcess; running: Running }> => {
  const script = fileURLToPath(new URL("run-cloud.ts", import.meta.url));
  const child = spawn(process.execPath, [script, assembly, data], { stdio: ["ignore", "pipe", "inherit"] });
  cleanups.push(() => void child.kill("SIGKILL"));
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, running: JSON.parse(line) as Running };
};

const startAgain = async (assembly: string, data: string): Promise<Cloud> => {
  const cloud = await startCloud({ assembly, dataDirectory: data });
  cleanups.push(() => cloud.stop());
  return cloud;
};

const asOperator = ({ aws }: Cloud) => ({ endpoint: aws.endpoint, region: aws.region, credentials: aws.operator });
const enginePid = (data: string): number => Number(readFileSync(`${data}/dynamodb.pid`, "utf8"));

/** A process that has ended may still be listed until its parent has asked for its exit code. */
const isRunning = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));

const until = async (isTrue: () => boolean): Promise<void> => {
  const deadline = performance.now() + 5_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error("It did not come true");
    await sleep(10);
  }
};

test("keeps items and unfinished messages over a kill -9, which takes the engine with it", {
  timeout: 20_000,
}, async () => {
  const { assembly, data } = place();
  const { child, running } = await startChild(assembly, data);
  const outputs = new Map(running.outputs);
  const tables = new DynamoDBClient(running);
  await tables.send(new PutItemCommand({ TableName: outputs.get("Table"), Item: { pk: { S: "kept" } } }));
  const queues = new SQSClient(running);
  const QueueUrl = outputs.get("QueueUrl");
  for (const MessageBody of ["done", "unfinished", "untouched"])
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const receive = new ReceiveMessageCommand({ QueueUrl: outputs.get("QueueUrl"), MaxNumberOfMessages: 2 });
  const { Messages = [] } = await queues.send(receive);
  await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
  const engine = enginePid(data);

  child.kill("SIGKILL");
  await until(() => !isRunning(engine));
  const cloud = await startAgain(assembly, data);

  const again = new SQSClient(asOperator(cloud));
  const visible = async () => {
    const request = new ReceiveMessageCommand({
      QueueUrl: cloud.outputs.get("App")?.get("QueueUrl"),
      MaxNumberOfMessages: 10,
    });
    return ((await again.send(request)).Messages ?? []).map(({ Body }) => Body);
  };
  expect(await visible()).toEqual(["untouched"]);
  cloud.clock.advance(31_000);
  // Received twice where one time is allowed: the queue hands it to its dead letters.
  await visible();
  const dead = new ReceiveMessageCommand({
    QueueUrl: cloud.outputs.get("App")?.get("DeadLettersUrl"),
    MaxNumberOfMessages: 10,
  });
  expect((await again.send(dead)).Messages?.map(({ Body }) => Body).sort()).toEqual(["unfinished", "untouched"]);
  const get = new GetItemCommand({ TableName: outputs.get("Table"), Key: { pk: { S: "kept" } } });
  expect((await new DynamoDBClient(asOperator(cloud)).send(get)).Item).toEqual({ pk: { S: "kept" } });
});

test("starts the engine again when it crashes, under the SDK's own retries", { timeout: 20_000 }, async () => {
  const { assembly, data } = place();
  const cloud = await startAgain(assembly, data);
  const former = enginePid(data);
  const tables = new DynamoDBClient({ ...asOperator(cloud), maxAttempts: 10 });
  const put = () => tables.send(new PutItemCommand({ TableName: "App-Table", Item: { pk: { S: "after" } } }));
  await put();

  process.kill(former, "SIGKILL");
  await until(() => !isRunning(former));
  await put();

  expect(enginePid(data)).not.toBe(former);
});
