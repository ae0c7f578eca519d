import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { relayFacts } from "../../../lib/runtime/relay.ts";
import type { Fact } from "../../../lib/shared/event.ts";
import { type CapturedOutput, captureOutput } from "../../support/capture-output.ts";

const bridge = mockClient(EventBridgeClient);

afterAll(() => bridge.restore());
let written: CapturedOutput;
let asideKept: { sequenceNumber: string; keys: unknown; reason: string }[];

beforeEach(() => {
  bridge.reset();
  bridge.on(PutEventsCommand).callsFake(({ Entries = [] }) => ({ Entries: Entries.map(() => ({ EventId: "e" })) }));
  written = captureOutput();
  asideKept = [];
});
afterEach(() => vi.restoreAllMocks());

function fact(id: string, data: Record<string, unknown> = {}): Fact {
  const subject = { kind: "thing", id: "t" };
  const at = "2026-11-21T08:00:00.000Z";
  const envelope = { name: "Counted", source: "dangjian.test", version: 1, correlationId: `r-${id}`, actor: null };
  return { id, at, ...envelope, subject, organizationId: null, data };
}

type Image = Record<string, unknown>;
function record(sequence: number, newImage: Image, oldImage?: Image): DynamoDBRecord {
  const image = (item: Image) => marshall(item) as NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"] & {};
  return {
    eventSourceARN: "arn:x:dynamodb:r:1:table/things/stream/1",
    dynamodb: {
      SequenceNumber: String(sequence),
      Keys: image({ pk: `T#${sequence}` }),
      NewImage: image(newImage),
      ...(oldImage && { OldImage: image(oldImage) }),
    },
  };
}

const relay = (records: DynamoDBRecord[]) =>
  relayFacts({
    events: bridge as unknown as EventBridgeClient,
    busName: "bus",
    setAside: async (kept) => {
      asideKept.push(kept);
    },
  })({ Records: records });

const calls = () => bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);
const published = () =>
  calls().flatMap((entries) => entries.map(({ Detail }) => (JSON.parse(Detail ?? "") as Fact).id));

describe("what is published", () => {
  test("is the whole fact, under its source and name, with its own time", async () => {
    const one = fact("a", { count: 1 });
    expect(await relay([record(1, { events: [one] })])).toEqual({ failedFrom: undefined });
    const [{ Detail, ...entry } = {}] = calls()[0] ?? [];
    expect(entry).toEqual({
      EventBusName: "bus",
      Source: "dangjian.test",
      DetailType: "Counted",
      Time: new Date(one.at),
    });
    expect(JSON.parse(Detail ?? "")).toEqual(one);
  });

  test("is only what the former image did not have", async () => {
    await relay([record(1, { events: [fact("a"), fact("b")] }, { events: [fact("a")] })]);
    expect(published()).toEqual(["b"]);
  });

  test("is nothing when a write left the facts of the former write in place", async () => {
    await relay([record(1, { events: [fact("a")], childCount: 1 }, { events: [fact("a")], childCount: 0 })]);
    expect(calls()).toEqual([]);
  });

  test("is nothing for items without facts", async () => {
    await relay([record(1, { requestHash: "x" }), record(2, { events: [] })]);
    expect(calls()).toEqual([]);
    expect(written.lines).toEqual([]);
  });

  test("keeps the order of the stream", async () => {
    await relay([record(1, { events: [fact("a"), fact("b")] }), record(2, { events: [fact("c")] })]);
    expect(published()).toEqual(["a", "b", "c"]);
  });

  test("is told in the log by table, fact and request, without data", async () => {
    await relay([record(1, { events: [fact("a", { name: "CANARY" })] })]);
    expect(written.logged("facts_relayed")).toMatchObject([
      { table: "things", facts: 1, relayed: [{ eventId: "a", eventName: "Counted", correlationId: "r-a" }] },
    ]);
    expect(written.lines.join()).not.toContain("CANARY");
  });
});

describe("a call", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => fact(`f${index}`));

  test("takes at most 10 entries", async () => {
    await relay([record(1, { events: many(23) })]);
    expect(calls().map((entries) => entries.length)).toEqual([10, 10, 3]);
  });

  test("takes at most 256 KB, counted in bytes as EventBridge counts", async () => {
    const filled = Array.from({ length: 5 }, (_, index) => fact(`f${index}`, { text: "党".repeat(30_000) }));
    await relay([record(1, { events: filled })]);
    expect(published()).toHaveLength(5);
    for (const entries of calls()) {
      const bytes = entries.reduce(
        (sum, { Detail, DetailType, Source }) => sum + 14 + Buffer.byteLength(`${Detail}${DetailType}${Source}`),
        0,
      );
      expect(bytes).toBeLessThanOrEqual(256 * 1024);
    }
    expect(calls().length).toBeLessThan(5);
  });
});

describe("a failure", () => {
  test("of one entry names its record, and nothing behind it is sent", async () => {
    bridge.on(PutEventsCommand).resolvesOnce({
      FailedEntryCount: 1,
      Entries: Array.from({ length: 10 }, (_, index) => (index === 4 ? { ErrorCode: "ThrottlingException" } : {})),
    });
    const records = Array.from({ length: 15 }, (_, index) => record(index + 1, { events: [fact(`f${index}`)] }));
    expect(await relay(records)).toEqual({ failedFrom: "5" });
    expect(calls()).toHaveLength(1);
  });

  test("of a record with several facts names that record, so that none of its facts is lost", async () => {
    bridge.on(PutEventsCommand).resolves({ Entries: [{}, {}, { ErrorCode: "InternalFailure" }] });
    const records = [record(1, { events: [fact("a")] }), record(2, { events: [fact("b"), fact("c")] })];
    expect(await relay(records)).toEqual({ failedFrom: "2" });
  });

  test("of the call names the first record of the batch", async () => {
    bridge.on(PutEventsCommand).rejects(new Error("CANARY"));
    expect(await relay([record(8, { events: [fact("a")] }), record(9, { events: [fact("b")] })])).toEqual({
      failedFrom: "8",
    });
    expect(written.logged("record_failed")).toMatchObject([{ recordId: "8", willRetry: true }]);
    expect(written.lines.join()).not.toContain("CANARY");
  });
});

describe("malformed facts", () => {
  test.each([
    ["a list of something else", [{ id: "CANARY" }]],
    ["no list", "CANARY"],
    ["an empty id", [{ ...fact(""), id: "" }]],
  ])("are set aside with the keys of their item and block nobody: %s", async (_, events) => {
    expect(await relay([record(1, { events }), record(2, { events: [fact("good")] })])).toEqual({
      failedFrom: undefined,
    });
    expect(asideKept).toEqual([{ sequenceNumber: "1", keys: { pk: { S: "T#1" } }, reason: "malformed_facts" }]);
    expect(published()).toEqual(["good"]);
    expect(written.logged("record_failed")).toMatchObject([{ recordId: "1", willRetry: false }]);
    expect(written.lines.join()).not.toContain("CANARY");
  });

  test("in the former image hide nothing of the new one", async () => {
    await relay([record(1, { events: [fact("a")] }, { events: [null, "x", 5] })]);
    expect(published()).toEqual(["a"]);
  });

  test("that cannot be kept are an error, so that the stream repeats them", async () => {
    const run = relayFacts({
      events: bridge as unknown as EventBridgeClient,
      busName: "bus",
      setAside: () => Promise.reject(new Error("no queue")),
    });
    await expect(run({ Records: [record(1, { events: ["x"] })] })).rejects.toThrow("no queue");
  });
});
