import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startFauxqs } from "fauxqs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { PutEventsEntry } from "../../../../local/events/event-envelope.ts";
import { createEvents, type Events } from "../../../../local/events/provision.ts";
import { createTestCloud, removeTestClouds, resource, type TestCloud } from "./cloud-parts.ts";

type Fauxqs = Awaited<ReturnType<typeof startFauxqs>>;
let engine: Fauxqs;
let cloud: TestCloud;
let events: Events;
beforeAll(async () => {
  engine = await startFauxqs({ port: 0, logger: false, host: "127.0.0.1", defaultRegion: "eu-west-1" });
});
afterAll(() => engine.stop());
beforeEach(() => startCloud());
afterEach(() => cloud.stop());
afterAll(removeTestClouds);

function startCloud(stateFile?: string) {
  cloud = createTestCloud({ endpoint: `http://127.0.0.1:${engine.port}`, ...(stateFile && { stateFile }) });
  events = createEvents(cloud.parts);
}

let queues = 0;
function makeQueue() {
  queues += 1;
  return engine.createQueue(`events-${queues}`, { region: "eu-west-1" });
}
const messages = (name: string) => engine.inspectQueue(name)?.messages.ready ?? [];
const operator = { kind: "operator" } as const;
const entry = (over: Partial<PutEventsEntry> = {}): PutEventsEntry => ({
  Source: "activity",
  DetailType: "ActivityRecorded",
  Detail: '{"id":"a1"}',
  ...over,
});
const put = (...entries: PutEventsEntry[]) => events.putEvents(entries, operator);
const provision = (type: string, properties: Record<string, unknown>, logicalId = "Thing") =>
  events.provisioners[type]?.(resource(type, properties, { logicalId }));
const rule = (properties: Record<string, unknown>) =>
  provision("AWS::Events::Rule", { Name: "rule", EventPattern: { source: ["activity"] }, ...properties }, "Rule");
const toQueue = (arn: string, over: Record<string, unknown> = {}) => ({ Targets: [{ Id: "t", Arn: arn, ...over }] });
const ruleArn = "arn:aws:events:eu-west-1:000000000000:rule/rule";
const quiesce = () => cloud.parts.activity.quiesce();

describe("PutEvents", () => {
  it("accepts events with an id each", async () => {
    const response = await put(entry(), entry());
    expect(response).toEqual({
      FailedEntryCount: 0,
      Entries: [{ EventId: expect.any(String) }, { EventId: expect.any(String) }],
    });
  });

  it.each<[string, Partial<PutEventsEntry>, string]>([
    ["malformed detail", { Detail: "{" }, "MalformedDetail"],
    ["detail that is no object", { Detail: "[1]" }, "MalformedDetail"],
    ["no source", { Source: undefined }, "InvalidArgument"],
    ["AWS's own source", { Source: "aws.s3" }, "NotAuthorizedForSourceException"],
    ["an unknown bus", { EventBusName: "nowhere" }, "ResourceNotFoundException"],
  ])("fails the entry with %s, and only that", async (_, over, ErrorCode) => {
    const response = await put(entry(over), entry());
    expect(response).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode }, { EventId: expect.any(String) }] });
  });

  it("refuses more than 10 entries, none, and more than 256 KB", async () => {
    await expect(put(...Array.from({ length: 11 }, () => entry()))).rejects.toMatchObject({
      code: "ValidationException",
    });
    await expect(put()).rejects.toMatchObject({ code: "ValidationException" });
    const half = entry({ Detail: JSON.stringify({ text: "x".repeat(131_072) }) });
    await expect(put(half, half)).rejects.toThrow("Total size");
  });
});

describe("a rule", () => {
  it("delivers the matching event to a queue as the service, for the rule", async () => {
    const queue = makeQueue();
    await rule(toQueue(queue.queueArn));
    cloud.ready();
    const response = await put(entry({ Resources: ["r1"], Time: 1_763_683_200 }), entry({ Source: "other" }));
    await quiesce();
    const [message, ...others] = messages(queue.queueName);
    expect(others).toEqual([]);
    expect(JSON.parse(message?.body ?? "")).toEqual({
      version: "0",
      id: (response.Entries[0] as { EventId: string }).EventId,
      "detail-type": "ActivityRecorded",
      source: "activity",
      account: "000000000000",
      time: "2025-11-21T00:00:00Z",
      region: "eu-west-1",
      resources: ["r1"],
      detail: { id: "a1" },
    });
    expect(cloud.calls).toContainEqual({
      principal: { kind: "service", service: "events.amazonaws.com", sourceArn: ruleArn },
      action: "sqs:SendMessage",
      resourceArn: queue.queueArn,
    });
  });

  it("hears only its own bus, and forwards to another one with the same id", async () => {
    const queue = makeQueue();
    await provision("AWS::Events::EventBus", { Name: "facts" });
    const bus = "arn:aws:events:eu-west-1:000000000000:event-bus/facts";
    await rule(toQueue(bus));
    await rule({ Name: "second", EventBusName: bus, ...toQueue(queue.queueArn) });
    cloud.ready();
    const response = await put(entry());
    await quiesce();
    const bodies = messages(queue.queueName).map((message) => JSON.parse(message.body));
    expect(bodies).toMatchObject([{ id: (response.Entries[0] as { EventId: string }).EventId }]);
  });

  it("publishes to a topic, and invokes a function asynchronously", async () => {
    const queue = makeQueue();
    const { topicArn } = engine.createTopic("facts", { region: "eu-west-1" });
    engine.subscribe({
      topic: "facts",
      queue: queue.queueName,
      region: "eu-west-1",
      attributes: { RawMessageDelivery: "true" },
    });
    const invokeAsync = vi.fn();
    const functionArn = "arn:aws:lambda:eu-west-1:000000000000:function:f";
    cloud.parts.functions.set(functionArn, { invokeAsync } as never);
    await rule({
      Targets: [
        { Id: "a", Arn: topicArn, InputPath: "$.detail" },
        { Id: "b", Arn: functionArn, Input: '{"fixed":1}' },
      ],
    });
    cloud.ready();
    await put(entry());
    await quiesce();
    expect(messages(queue.queueName).map((message) => message.body)).toEqual(['{"id":"a1"}']);
    expect(invokeAsync).toHaveBeenCalledExactlyOnceWith({ fixed: 1 });
    expect(cloud.calls.map((call) => call.action).sort()).toEqual(["lambda:InvokeFunction", "sns:Publish"]);
  });

  it("is silent when disabled", async () => {
    const queue = makeQueue();
    await rule({ State: "DISABLED", ...toQueue(queue.queueArn) });
    cloud.ready();
    await put(entry());
    await quiesce();
    expect(messages(queue.queueName)).toEqual([]);
  });

  it("sends to the dead-letter queue at once when it has no permission", async () => {
    const queue = makeQueue();
    const dead = makeQueue();
    await rule({
      Targets: [
        { Id: "t", Arn: "arn:aws:lambda:eu-west-1:000000000000:function:f", DeadLetterConfig: { Arn: dead.queueArn } },
      ],
    });
    cloud.denied.add("lambda:InvokeFunction");
    cloud.ready();
    await put(entry());
    await quiesce();
    expect(messages(queue.queueName)).toEqual([]);
    const [message] = messages(dead.queueName);
    expect(JSON.parse(message?.body ?? "")).toMatchObject({ detail: { id: "a1" } });
    const attributes = Object.entries(message?.messageAttributes ?? {}).map(([name, value]) => [
      name,
      value.StringValue,
    ]);
    expect(Object.fromEntries(attributes)).toEqual({
      RULE_ARN: ruleArn,
      TARGET_ARN: "arn:aws:lambda:eu-west-1:000000000000:function:f",
      ERROR_CODE: "NO_PERMISSIONS",
      ERROR_MESSAGE: expect.stringContaining("lambda:InvokeFunction"),
      RETRY_ATTEMPTS: "0",
    });
  });

  it("retries with backoff on the clock of the cloud, until its attempts are used up", async () => {
    const queue = makeQueue();
    const dead = makeQueue();
    cloud.parts.faults.inject({ point: "event-delivery", effect: { kind: "throttle" } });
    const decide = vi.spyOn(cloud.parts.faults, "decide");
    await rule(
      toQueue(queue.queueArn, { RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: dead.queueArn } }),
    );
    cloud.ready();
    await put(entry());
    for (const [attempts, waitMs] of [
      [1, 1000],
      [2, 2000],
    ] as const) {
      await vi.waitFor(() => expect(decide).toHaveBeenCalledTimes(attempts));
      await expect(cloud.parts.activity.quiesce(50)).rejects.toThrow("event-deliveries");
      cloud.parts.clock.advance(waitMs);
    }
    await quiesce();
    const attributes = messages(dead.queueName)[0]?.messageAttributes;
    expect(attributes?.RETRY_ATTEMPTS?.StringValue).toBe("2");
    expect(attributes?.EXHAUSTED_RETRY_CONDITION?.StringValue).toBe("MaximumRetryAttempts");
    expect(attributes?.ERROR_CODE?.StringValue).toBe("THROTTLING");
  });

  it("gives up an event that is too old", async () => {
    const dead = makeQueue();
    const queue = makeQueue();
    cloud.parts.faults.inject({
      point: "event-delivery",
      effect: { kind: "fail", status: 500, code: "InternalError" },
    });
    await rule(
      toQueue(queue.queueArn, {
        RetryPolicy: { MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: dead.queueArn },
      }),
    );
    cloud.ready();
    await put(entry());
    await expect(cloud.parts.activity.quiesce(100)).rejects.toThrow();
    cloud.parts.clock.advance(61_000);
    await quiesce();
    expect(messages(dead.queueName)[0]?.messageAttributes?.EXHAUSTED_RETRY_CONDITION?.StringValue).toBe(
      "MaximumEventAgeInSeconds",
    );
  });

  it("delivers twice, late, out of order, or again after a lost answer, on request", async () => {
    const queue = makeQueue();
    await rule(toQueue(queue.queueArn, { InputPath: "$.detail.id" }));
    cloud.ready();
    cloud.parts.faults.inject({ point: "event-delivery", times: 1, effect: { kind: "duplicate", copies: 2 } });
    cloud.parts.faults.inject({ point: "event-delivery", times: 1, effect: { kind: "reorder" } });
    await put(entry({ Detail: '{"id":1}' }), entry({ Detail: '{"id":2}' }));
    await quiesce();
    expect(messages(queue.queueName).map((message) => message.body)).toEqual(["2", "1", "1"]);
    cloud.parts.faults.inject({ point: "event-delivery", times: 1, effect: { kind: "drop-acknowledgement" } });
    await put(entry({ Detail: '{"id":3}' }));
    await expect(cloud.parts.activity.quiesce(100)).rejects.toThrow();
    cloud.parts.clock.advance(1000);
    await quiesce();
    expect(messages(queue.queueName).map((message) => message.body)).toEqual(["2", "1", "1", "3", "3"]);
  });

  it("loses no event that was accepted right before a kill", async () => {
    const queue = makeQueue();
    const stateFile = `${cloud.directory}/killed.db`;
    const program = join(import.meta.dirname, "accept-and-die.ts");
    const killed = spawnSync(process.execPath, [program, stateFile, queue.queueArn], { encoding: "utf8" });
    expect(killed.signal, killed.stderr).toBe("SIGKILL");
    expect(JSON.parse(killed.stdout)).toMatchObject({ FailedEntryCount: 0 });
    await cloud.stop();
    startCloud(stateFile);
    await rule(toQueue(queue.queueArn));
    cloud.ready();
    await quiesce();
    expect(messages(queue.queueName).map((message) => JSON.parse(message.body).detail)).toEqual([{ id: "killed" }]);
    expect(cloud.parts.state.list("event-deliveries")).toEqual([]);
  });
});

describe("provisioning", () => {
  it("gives the names and ARNs that templates refer to", async () => {
    expect(await provision("AWS::Events::EventBus", { Name: "facts" })).toEqual({
      physicalId: "facts",
      attributes: { Arn: "arn:aws:events:eu-west-1:000000000000:event-bus/facts", Name: "facts" },
    });
    expect(await rule({ EventBusName: "facts" })).toEqual({
      physicalId: "facts|rule",
      attributes: { Arn: "arn:aws:events:eu-west-1:000000000000:rule/facts/rule" },
    });
  });

  it("attaches a bus policy", async () => {
    const Statement = { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" };
    await provision("AWS::Events::EventBusPolicy", { StatementId: "s", Statement });
    expect(cloud.statements).toEqual([
      { resourceArn: "arn:aws:events:eu-west-1:000000000000:event-bus/default", statement: Statement },
    ]);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["a schedule", { ScheduleExpression: "rate(1 day)" }, /Scheduler/],
    ["an unknown property", { Colour: "red" }, /Colour/],
    ["an unknown kind of target", toQueue("arn:aws:states:eu-west-1:000000000000:stateMachine:x"), /target must be/],
    ["two kinds of input", toQueue("arn:aws:sqs:eu-west-1:1:q", { Input: "1", InputPath: "$" }), /only one of/],
    ["a bad pattern", { EventPattern: { source: [{ like: "x" }] } }, /source\.0/],
    ["a pattern over the quota", { EventPattern: { source: ["x".repeat(2100)] } }, /2048/],
    ["an unknown bus", { EventBusName: "nowhere" }, /nowhere/],
  ])("refuses a rule with %s", async (_, properties, message) => {
    await expect((async () => rule(properties))()).rejects.toThrow(message);
  });
});
