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
  const handle = async (fact: Fact) => {
    const subscription = byName.get(fact.name);
    return subscription === undefined ? "not_ours" : await subscription.handle(fact);
  };
  return middy<SQSEvent, SQSBatchResponse>().handler((event: SQSEvent) => handleEach(event.Records, clock, handle));
}

/** Does many facts in one go; says for each, by id, what became of it. A throw means that nothing was done. */
export type HandleFacts = (facts: readonly Fact[]) => Promise<ReadonlyMap<string, Outcome>>;

/**
 * Consumes every fact of the product, whatever its name, a batch in one go. When that fails, each is tried alone, so that
 * one bad fact does not take the others to the dead-letter queue.
 */
export function factBatchConsumer(handle: HandleFacts, clock: Clock) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const together = await handleTogether(event.Records, handle);
    return await handleEach(event.Records, clock, async (fact) => {
      const outcome = together.get(fact.id) ?? (await handle([fact])).get(fact.id);
      if (outcome === undefined) throw new Error("no outcome for a fact");
      return outcome;
    });
  });
}

async function handleTogether(records: readonly SQSRecord[], handle: HandleFacts) {
  const facts = records.flatMap((record) => readableFact(record) ?? []);
  if (facts.length < 2) return new Map<string, Outcome>();
  return await handle(facts).catch(() => new Map<string, Outcome>());
}

/** A record that cannot be read is told of when its own turn comes. */
function readableFact(record: SQSRecord): Fact | undefined {
  try {
    return factIn(record);
  } catch {
    return undefined;
  }
}

function factIn(record: SQSRecord): Fact {
  const { detail } = JSON.parse(record.body) as EventBridgeEvent<string, unknown>;
  return AnyFact.parse(detail);
}

async function handleEach(
  records: readonly SQSRecord[],
  clock: Clock,
  handle: (fact: Fact) => Promise<Outcome | "not_ours">,
): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  for (const record of records) {
    if (!(await handleRecord(record, clock, handle))) failed.push(record.messageId);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function handleRecord(
  record: SQSRecord,
  clock: Clock,
  handle: (fact: Fact) => Promise<Outcome | "not_ours">,
): Promise<boolean> {
  const startedAt = performance.now();
  try {
    const fact = factIn(record);
    const outcome = await handle(fact);
    const about = { eventId: fact.id, eventName: fact.name, correlationId: fact.correlationId };
    if (outcome === "done") {
      const durationMs = Math.round(performance.now() - startedAt);
      log("record_handled", { ...about, durationMs, lagMs: clock().getTime() - Date.parse(fact.at) });
    } else {
      log("record_skipped", { ...about, reason: outcome });
    }
    return true;
  } catch (error) {
    const correlationId = readableFact(record)?.correlationId;
    log("record_failed", {
      recordId: record.messageId,
      ...(correlationId !== undefined && { correlationId }),
      willRetry: true,
      error: describeError(error),
    });
    return false;
  }
}

/** Consumes work from a queue, each record on its own. A throw, also at what cannot be read, means: try it again. */
export function workConsumer<Schema extends z.ZodType>(
  schema: Schema,
  handle: (work: z.output<Schema>, correlationId: string) => Promise<void>,
) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = [];
    for (const { body, messageId } of Records) {
      const startedAt = performance.now();
      try {
        await handle(schema.parse(JSON.parse(body)), messageId);
        log("work_handled", { recordId: messageId, durationMs: Math.round(performance.now() - startedAt) });
      } catch (error) {
        log("record_failed", { recordId: messageId, willRetry: true, error: describeError(error) });
        failed.push(messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
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
