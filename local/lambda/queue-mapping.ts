import { setTimeout as pause } from "node:timers/promises";
import type { SQSRecord } from "aws-lambda";
import { planFaults } from "../events/fault-effects.ts";
import type { CloudParts } from "../ports.ts";
import { readBatchResponse } from "./batch-response.ts";
import { ThrottledError } from "./concurrency.ts";
import type { QueueMappingSettings } from "./event-source-mapping.ts";
import { filterableBody } from "./filter-criteria.ts";
import type { DeployedFunction } from "./function.ts";
import type { MappingRunner } from "./mapping-runner.ts";
import { createProblemLog } from "./problem-log.ts";
import { toQueueRecord } from "./queue-record.ts";
import { openQueueSource, type QueueMessage, type QueueSource } from "./queue-source.ts";

/** The longest wait of SQS's long polling: an idle mapping makes three calls a minute. */
const longPollSeconds = 20;

interface Context {
  readonly parts: CloudParts;
  readonly target: DeployedFunction;
  readonly settings: QueueMappingSettings;
  readonly queue: QueueSource;
}

/** Feeds a function from a queue. What fails stays in the queue, for its visibility timeout and its redrive policy. */
export function createQueueMapping(
  parts: CloudParts,
  target: DeployedFunction,
  settings: QueueMappingSettings,
): MappingRunner {
  const queue = openQueueSource(parts.access, settings.sourceArn, target.credentials);
  const context = { parts, target, settings, queue };
  const problems = createProblemLog(`${settings.id} (${settings.sourceArn})`);
  const batches = new Set<Promise<void>>();
  let isStopped = false;

  // Lambda refuses the mapping of a role that lacks this permission, although it only looks at the queue with it.
  const checkPermission = () =>
    parts.authority.authorize({ kind: "role", roleArn: target.roleArn }, "sqs:GetQueueAttributes", settings.sourceArn);

  const poll = async () => {
    let isPermitted = false;
    while (!isStopped) {
      if (batches.size >= settings.maximumConcurrency) await Promise.race(batches);
      try {
        if (!isPermitted) checkPermission();
        isPermitted = true;
        const messages = await collectBatch(context);
        problems.clear();
        if (messages.length > 0) startBatch(messages);
      } catch (error) {
        if (!isStopped) await problems.report(error);
      }
    }
  };
  const startBatch = (messages: readonly QueueMessage[]) => {
    const batch: Promise<void> = handleBatch(context, messages)
      .catch((error: unknown) => (isStopped ? undefined : problems.report(error)))
      .finally(() => batches.delete(batch));
    batches.add(batch);
  };

  return {
    start: () => void poll(),
    isIdle: async () => batches.size === 0 && (await queue.isEmpty()),
    async stop() {
      isStopped = true;
      queue.close();
    },
  };
}

/** One receive call, or with a batching window as many as it takes to fill the batch or the window. */
async function collectBatch({ parts, queue, settings }: Context): Promise<QueueMessage[]> {
  const messages = await queue.receive(settings.batchSize, longPollSeconds);
  if (messages.length === 0 || settings.windowSeconds === 0) return messages;
  const end = parts.clock.now() + settings.windowSeconds * 1000;
  while (messages.length < settings.batchSize && parts.clock.now() < end) {
    messages.push(...(await queue.receive(settings.batchSize - messages.length, 1)));
  }
  return messages;
}

async function handleBatch(context: Context, messages: readonly QueueMessage[]): Promise<void> {
  const { parts, settings, queue } = context;
  const place = { arn: settings.sourceArn, region: parts.deployment.region };
  const records = messages.map((message) => toQueueRecord(message, place));
  const wanted = records.filter((record) => isWanted(context, record));
  // Lambda deletes what the filter refuses: nobody else would ever take it.
  await queue.remove(records.filter((record) => !wanted.includes(record)).map((record) => record.receiptHandle));
  if (wanted.length === 0) return;
  const faults = planFaults(
    parts.faults.decide("queue-delivery", {
      service: "sqs",
      functionName: context.target.name,
      resource: settings.sourceArn,
    }),
  );
  await pause(faults.delayMs);
  if (faults.isThrottled || faults.failure) return;
  const ordered = faults.isReordered ? wanted.toReversed() : wanted;
  let done: readonly SQSRecord[] = [];
  for (let copy = 0; copy < faults.copies; copy += 1) done = await invoke(context, ordered);
  if (!faults.isAcknowledgementDropped) await queue.remove(done.map((record) => record.receiptHandle));
}

function isWanted({ settings }: Context, record: SQSRecord): boolean {
  return settings.filter === undefined || settings.filter({ ...record, body: filterableBody(record.body) });
}

/** The records that the function is done with. */
async function invoke({ target, settings }: Context, records: readonly SQSRecord[]): Promise<readonly SQSRecord[]> {
  try {
    const result = await target.invoke({ Records: records });
    if (result.error) return [];
    if (!settings.reportsItemFailures) return records;
    const verdict = readBatchResponse(result.payload, new Set(records.map((record) => record.messageId)));
    if (verdict.kind === "failure") return [];
    return verdict.kind === "success" ? records : records.filter((record) => !verdict.failedIds.has(record.messageId));
  } catch (error) {
    if (error instanceof ThrottledError) return [];
    throw error;
  }
}
