import middy from "@middy/core";
import type {
  DynamoDBBatchResponse,
  DynamoDBStreamEvent,
  EventBridgeEvent,
  ScheduledEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from "aws-lambda";
import type * as z from "zod";
import type { Clock } from "../shared/clock.ts";
import { AnyFact, type EventDefinition, type Fact, type Outcome, parseFact } from "../shared/event.ts";
import { describeError, log } from "./log.ts";
import { emitMetrics } from "./metrics.ts";

/** A definition with what to do about it. A throw means: try this record again. */
export interface Subscription {
  readonly definition: EventDefinition;
  readonly handle: (fact: Fact) => Promise<Outcome>;
}

/** Ties an effect to the event that causes it. */
export function on<Data extends z.ZodObject>(
  definition: EventDefinition<Data>,
  handle: (fact: Fact<z.output<Data>>) => Promise<Outcome>,
): Subscription {
  return { definition, handle: (fact) => handle(parseFact(definition, fact)) };
}

/** Consumes facts from a queue behind a rule, record by record; only failed records come back to the queue. */
export function factConsumer(subscriptions: readonly Subscription[], clock: Clock) {
  const byName = new Map(subscriptions.map((subscription) => [subscription.definition.name, subscription]));
  return eachFact(clock, async (fact) => {
    const subscription = byName.get(fact.name);
    return subscription === undefined ? "not_ours" : await subscription.handle(fact);
  });
}

/** Consumes every fact of the product alike, whatever its name. */
export function anyFactConsumer(handle: (fact: Fact) => Promise<Outcome>, clock: Clock) {
  return eachFact(clock, handle);
}

function eachFact(clock: Clock, handle: (fact: Fact) => Promise<Outcome | "not_ours">) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = [];
    for (const record of event.Records) {
      if (!(await handleRecord(record, handle))) failed.push(record.messageId);
    }
    countRecords(clock, event.Records.length, failed.length);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}

async function handleRecord(
  record: SQSRecord,
  handle: (fact: Fact) => Promise<Outcome | "not_ours">,
): Promise<boolean> {
  const startedAt = performance.now();
  try {
    const { detail } = JSON.parse(record.body) as EventBridgeEvent<string, unknown>;
    const fact = AnyFact.parse(detail);
    const outcome = await handle(fact);
    const about = { eventId: fact.id, eventName: fact.name, correlationId: fact.correlationId };
    if (outcome === "done") {
      log("record_handled", { ...about, durationMs: Math.round(performance.now() - startedAt) });
    } else {
      log("record_skipped", { ...about, reason: outcome });
    }
    return true;
  } catch (error) {
    log("record_failed", { recordId: record.messageId, willRetry: true, error: describeError(error) });
    return false;
  }
}

/** Consumes a table's stream in order; a failure stops the batch at its record, so that nothing is passed over. */
export function streamConsumer(handle: (event: DynamoDBStreamEvent) => Promise<{ failedFrom: string | undefined }>) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(
    async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
      const { failedFrom } = await handle(event);
      return { batchItemFailures: failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }] };
    },
  );
}

/** Runs a job on a schedule; `run` gets the time for which it was scheduled and gives counts for the log. */
export function scheduledJob(
  job: string,
  run: (scheduledFor: Date) => Promise<Readonly<Record<string, number>>>,
  clock: Clock,
) {
  return middy<ScheduledEvent, void>().handler(async (event: ScheduledEvent) => {
    const startedAt = clock();
    const counts = await run(new Date(event.time));
    log("job_completed", { job, durationMs: clock().getTime() - startedAt.getTime(), counts });
  });
}

function countRecords(clock: Clock, received: number, failed: number): void {
  emitMetrics(
    { Function: process.env.AWS_LAMBDA_FUNCTION_NAME ?? "local" },
    [
      { name: "Records", unit: "Count", value: received },
      { name: "FailedRecords", unit: "Count", value: failed },
    ],
    clock(),
  );
}
