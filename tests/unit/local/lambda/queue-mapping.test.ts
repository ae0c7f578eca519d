import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestCloud, removeTestClouds, resource, type TestCloud, until } from "../events/cloud-parts.ts";
import { createFixture, type Fixture } from "./deploy-fixture.ts";
import { type Engines, startEngines } from "./engines.ts";

let engines: Engines;
let cloud: TestCloud;
let fixture: Fixture;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());
beforeEach(() => {
  cloud = createTestCloud({ endpoint: engines.endpoint });
  fixture = createFixture(cloud);
});
afterEach(() => cloud.stop());
afterAll(removeTestClouds);

let queues = 0;
function makeQueue(attributes: Record<string, string> = {}) {
  queues += 1;
  return engines.messages.createQueue(`queue-${queues}`, { region: "eu-west-1", attributes });
}

async function map(source: string, queueArn: string, properties: Record<string, unknown> = {}) {
  const target = await fixture.deploy("consumer", source);
  const described = { FunctionName: target.arn, EventSourceArn: queueArn, ...properties };
  await fixture.provisioners["AWS::Lambda::EventSourceMapping"]?.(
    resource("AWS::Lambda::EventSourceMapping", described, { logicalId: "Mapping" }),
  );
  cloud.ready();
  return target;
}

const print = "exports.handler = async (event) => { for (const r of event.Records) console.log(JSON.stringify(r)); };";
const records = () => cloud.lines.filter((line) => line.stream === "stdout").map((line) => JSON.parse(line.text));
const bodies = () => records().map((record) => record.body as string);
const counts = (name: string) => {
  const { ready, inflight } = engines.messages.inspectQueue(name)?.messages ?? { ready: [], inflight: [] };
  return ready.length + inflight.length;
};

describe("a queue mapping", () => {
  it("hands over the messages in Lambda's shape, with the role's credentials, and deletes them", async () => {
    const queue = makeQueue();
    const sent = engines.messages.sendMessage(queue.queueName, "hello", {
      region: "eu-west-1",
      messageAttributes: { channel: { DataType: "String", StringValue: "mail" } },
    });
    await map(print, queue.queueArn);
    await cloud.parts.activity.quiesce();
    expect(records()).toEqual([
      {
        messageId: sent.messageId,
        receiptHandle: expect.any(String),
        body: "hello",
        attributes: expect.objectContaining({
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^\d+$/),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.any(String),
        }),
        messageAttributes: {
          channel: { stringValue: "mail", stringListValues: [], binaryListValues: [], dataType: "String" },
        },
        md5OfBody: sent.md5OfBody,
        md5OfMessageAttributes: expect.any(String),
        eventSource: "aws:sqs",
        eventSourceARN: queue.queueArn,
        awsRegion: "eu-west-1",
      },
    ]);
    expect(counts(queue.queueName)).toBe(0);
    const used = engines.calls.filter((call) => call.target === "AmazonSQS.ReceiveMessage").at(-1);
    expect(used?.accessKey).toBe("worker");
  });

  it("takes messages that come later without fast polling", async () => {
    const queue = makeQueue();
    await map(print, queue.queueArn);
    const before = engines.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(engines.calls.length - before).toBeLessThanOrEqual(1);
    engines.messages.sendMessage(queue.queueName, "late", { region: "eu-west-1" });
    await until(() => bodies().includes("late"));
  });

  it("leaves a failed batch to the redrive policy, and says busy until it is in the dead-letter queue", async () => {
    const dead = makeQueue();
    const queue = makeQueue({
      VisibilityTimeout: "3",
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: 2 }),
    });
    engines.messages.sendMessage(queue.queueName, "poison", { region: "eu-west-1" });
    await map(
      `${print}; const ok = exports.handler; exports.handler = async (e) => { await ok(e); throw new Error("no"); };`,
      queue.queueArn,
    );
    await expect(cloud.parts.activity.quiesce(300)).rejects.toThrow(queue.queueArn);
    await cloud.parts.activity.quiesce();
    expect(records().map((record) => record.attributes.ApproximateReceiveCount)).toEqual(["1", "2"]);
    expect(counts(dead.queueName)).toBe(1);
  });

  it("deletes the good records of a partly failed batch only", async () => {
    const queue = makeQueue({ VisibilityTimeout: "3" });
    for (const body of ["good", "bad"]) engines.messages.sendMessage(queue.queueName, body, { region: "eu-west-1" });
    const source = `const seen = {}; exports.handler = async (event) => {
      for (const r of event.Records) console.log(JSON.stringify(r));
      const bad = event.Records.filter((r) => r.body === "bad" && r.attributes.ApproximateReceiveCount === "1");
      return { batchItemFailures: bad.map((r) => ({ itemIdentifier: r.messageId })) };
    };`;
    await map(source, queue.queueArn, { FunctionResponseTypes: ["ReportBatchItemFailures"] });
    await cloud.parts.activity.quiesce();
    expect(bodies().filter((body) => body === "good")).toHaveLength(1);
    expect(bodies().filter((body) => body === "bad")).toHaveLength(2);
  });

  it("deletes what the filter refuses", async () => {
    const queue = makeQueue();
    for (const body of ['{"kind":"a"}', '{"kind":"b"}', "no json"]) {
      engines.messages.sendMessage(queue.queueName, body, { region: "eu-west-1" });
    }
    const Filters = [{ Pattern: JSON.stringify({ body: { kind: ["a"] } }) }];
    await map(print, queue.queueArn, { FilterCriteria: { Filters } });
    await cloud.parts.activity.quiesce();
    expect(bodies()).toEqual(['{"kind":"a"}']);
    expect(counts(queue.queueName)).toBe(0);
  });

  it("repeats a message whose acknowledgement was lost", async () => {
    const queue = makeQueue({ VisibilityTimeout: "3" });
    cloud.parts.faults.inject({ point: "queue-delivery", times: 1, effect: { kind: "drop-acknowledgement" } });
    engines.messages.sendMessage(queue.queueName, "again", { region: "eu-west-1" });
    await map(print, queue.queueArn);
    await cloud.parts.activity.quiesce();
    expect(bodies()).toEqual(["again", "again"]);
  });

  it("delivers twice, and in another order, on request", async () => {
    const queue = makeQueue();
    cloud.parts.faults.inject({ point: "queue-delivery", times: 1, effect: { kind: "duplicate", copies: 2 } });
    cloud.parts.faults.inject({ point: "queue-delivery", times: 1, effect: { kind: "reorder" } });
    for (const body of ["1", "2", "3"]) engines.messages.sendMessage(queue.queueName, body, { region: "eu-west-1" });
    await map(print, queue.queueArn);
    await cloud.parts.activity.quiesce();
    expect(bodies().join("")).toBe("321321");
  });

  it("fills a batch over its window", async () => {
    const queue = makeQueue();
    await map(
      "exports.handler = async (event) => console.log(JSON.stringify({ body: event.Records.length }));",
      queue.queueArn,
      {
        BatchSize: 20,
        MaximumBatchingWindowInSeconds: 5,
      },
    );
    for (let n = 0; n < 20; n += 1) engines.messages.sendMessage(queue.queueName, String(n), { region: "eu-west-1" });
    await cloud.parts.activity.quiesce();
    expect(records().map((record) => record.body)).toEqual([20]);
  });

  it("says once why it cannot poll, and is busy", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    await map(print, "arn:aws:sqs:eu-west-1:000000000000:missing");
    await until(() => said.mock.calls.length > 0);
    expect(said.mock.calls[0]?.[0]).toContain("missing");
    said.mockRestore();
  });

  it("refuses properties of streams", async () => {
    await expect(map(print, makeQueue().queueArn, { StartingPosition: "LATEST" })).rejects.toThrow("StartingPosition");
  });
});
