import type { SQSEvent, SQSRecord } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import {
  factBatchConsumer,
  factConsumer,
  on,
  type Subscription,
  scheduledJob,
  streamConsumer,
} from "../../../lib/runtime/consumer.ts";
import { buildFact, defineEvent, type Fact, type Outcome } from "../../../lib/shared/event.ts";
import { type CapturedOutput, captureOutput } from "../../support/capture-output.ts";

const Counted = defineEvent({
  name: "Counted",
  context: "test",
  summary: { zh: "已计数", en: "It was counted" },
  data: z.object({ count: z.int() }),
});
const Other = defineEvent({ ...Counted, name: "Other", context: "test" });

const clock = () => new Date("2026-11-21T08:00:00Z");
const factOf = (definition: typeof Counted, count: number) =>
  buildFact(
    definition,
    { at: clock(), correlationId: `request-${count}`, actor: "CANARY-account" },
    { subject: { kind: "thing", id: "t" }, occasion: count, organizationId: null, data: { count } },
  );
const bodyOf = (fact: unknown) => JSON.stringify({ "detail-type": "x", detail: fact });
const record = (messageId: string, body: string) => ({ messageId, body }) as SQSRecord;
const batch = (...records: SQSRecord[]): SQSEvent => ({ Records: records });

let written: CapturedOutput;
let handled: number[];
beforeEach(() => {
  written = captureOutput();
  handled = [];
});
afterEach(() => vi.restoreAllMocks());

const counting = (outcome: (count: number) => Promise<Outcome>): Subscription =>
  on(Counted, async ({ data }) => {
    handled.push(data.count);
    return await outcome(data.count);
  });
const run = (event: SQSEvent, subscription = counting(async () => "done")) =>
  factConsumer([subscription], clock)(event, {} as never);

describe("a queue consumer", () => {
  test("gives back only the records that failed, and goes on after them", async () => {
    const event = batch(...[1, 2, 3, 4].map((count) => record(`m${count}`, bodyOf(factOf(Counted, count)))));
    const subscription = counting((count) =>
      count % 2 === 0 ? Promise.reject(new Error("x")) : Promise.resolve("done"),
    );
    expect(await run(event, subscription)).toEqual({
      batchItemFailures: [{ itemIdentifier: "m2" }, { itemIdentifier: "m4" }],
    });
    expect(handled).toEqual([1, 2, 3, 4]);
  });

  test("passes over facts that it has not subscribed to", async () => {
    expect(await run(batch(record("m1", bodyOf(factOf(Other, 1)))))).toEqual({ batchItemFailures: [] });
    expect(handled).toEqual([]);
    expect(written.logged("record_skipped")).toMatchObject([{ reason: "not_ours", eventName: "Other" }]);
  });

  test("tells a repeat from a first time", async () => {
    await run(
      batch(record("m1", bodyOf(factOf(Counted, 1)))),
      counting(async () => "already_done"),
    );
    expect(written.logged("record_skipped")).toMatchObject([{ reason: "already_done", correlationId: "request-1" }]);
  });

  test.each([
    ["no JSON", "CANARY"],
    ["no event", "{}"],
    ["null", "null"],
    ["a detail that is no fact", bodyOf({ id: "CANARY" })],
    ["data that its definition refuses", bodyOf({ ...factOf(Counted, 1), data: { count: "CANARY" } })],
  ])("sends a record with %s to the dead letters by failing it, without its content in the log", async (_, body) => {
    const event = batch(record("bad", body), record("good", bodyOf(factOf(Counted, 7))));
    expect(await run(event)).toEqual({ batchItemFailures: [{ itemIdentifier: "bad" }] });
    expect(handled).toEqual([7]);
    expect(written.logged("record_failed")).toMatchObject([{ recordId: "bad", willRetry: true }]);
    expect(written.lines.join("\n")).not.toContain("CANARY");
  });

  test("keeps additions of a newer sender from the effect", async () => {
    const seen: unknown[] = [];
    const subscription = on(Counted, async ({ data }) => {
      seen.push(data);
      return "done";
    });
    await run(batch(record("m1", bodyOf({ ...factOf(Counted, 1), data: { count: 1, extra: true } }))), subscription);
    expect(seen).toEqual([{ count: 1 }]);
  });

  test("tells how long after the fact its effect came", async () => {
    const fact = factOf(Counted, 1);
    await run(batch(record("m1", bodyOf({ ...fact, at: new Date(clock().getTime() - 1_200).toISOString() }))));
    expect(written.logged("record_handled")).toMatchObject([{ eventId: fact.id, lagMs: 1_200 }]);
  });

  test("tells whose request a failed record belongs to, when it can be read", async () => {
    await run(batch(record("m1", bodyOf({ ...factOf(Counted, 1), data: {} })), record("m2", "x")));
    const [readable, unreadable] = written.logged("record_failed");
    expect(readable).toMatchObject({ recordId: "m1", correlationId: "request-1" });
    expect(unreadable).not.toHaveProperty("correlationId");
  });
});

describe("a consumer of whole batches", () => {
  const messages = (facts: readonly Fact[]) => batch(...facts.map((fact, index) => record(`m${index}`, bodyOf(fact))));
  const facts = [factOf(Counted, 1), factOf(Other, 2), factOf(Counted, 3)];

  test("gets every name with its whole data, all in one go", async () => {
    const calls: (readonly Fact[])[] = [];
    const consumer = factBatchConsumer(async (given) => {
      calls.push(given);
      return new Map(given.map(({ id }) => [id, "done" as const]));
    }, clock);
    expect(await consumer(messages(facts), {} as never)).toEqual({ batchItemFailures: [] });
    expect(calls).toEqual([facts]);
  });

  test("tries each fact alone when the batch fails, so that one bad fact takes nobody along", async () => {
    const done: string[] = [];
    const consumer = factBatchConsumer(async (given) => {
      if (given.some(({ data }) => data.count === 2)) throw new Error("bad");
      done.push(...given.map(({ id }) => id));
      return new Map(given.map(({ id }) => [id, "done" as const]));
    }, clock);
    expect(await consumer(messages(facts), {} as never)).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
    expect(done).toEqual([facts[0]?.id, facts[2]?.id]);
  });

  test("leaves out what cannot be read and does the rest", async () => {
    const seen: string[] = [];
    const consumer = factBatchConsumer(async (given) => {
      seen.push(...given.map(({ id }) => id));
      return new Map(given.map(({ id }) => [id, "already_done" as const]));
    }, clock);
    const event = batch(
      record("m0", bodyOf(factOf(Counted, 1))),
      record("bad", "x"),
      record("m2", bodyOf(factOf(Counted, 2))),
    );
    expect(await consumer(event, {} as never)).toEqual({ batchItemFailures: [{ itemIdentifier: "bad" }] });
    expect(seen).toHaveLength(2);
  });
});

test("a stream consumer names the record from which the stream must repeat", async () => {
  const event = { Records: [] };
  expect(await streamConsumer(async () => ({ failedFrom: "17" }))(event, {} as never)).toEqual({
    batchItemFailures: [{ itemIdentifier: "17" }],
  });
  expect(await streamConsumer(async () => ({ failedFrom: undefined }))(event, {} as never)).toEqual({
    batchItemFailures: [],
  });
});

test("a scheduled job gets the time for which it was scheduled and logs its counts", async () => {
  const times: Date[] = [];
  const job = scheduledJob(
    "sweep",
    async (at) => {
      times.push(at);
      return { swept: 3 };
    },
    clock,
  );
  await job({ time: "2026-11-20T19:30:00Z" } as never, {} as never);
  expect(times).toEqual([new Date("2026-11-20T19:30:00Z")]);
  expect(written.logged("job_completed")).toMatchObject([{ job: "sweep", counts: { swept: 3 } }]);
});

test("a scheduled job that fails throws, so that its schedule tries again", async () => {
  const job = scheduledJob("sweep", () => Promise.reject(new Error("broken")), clock);
  await expect(job({ time: "2026-11-20T19:30:00Z" } as never, {} as never)).rejects.toThrow("broken");
});
