import { setTimeout as pause } from "node:timers/promises";
import { sleep } from "../events/clock-timer.ts";
import { planFaults } from "../events/fault-effects.ts";
import type { CloudParts, InvokeResult } from "../ports.ts";
import { readBatchResponse } from "./batch-response.ts";
import { ThrottledError } from "./concurrency.ts";
import type { StreamMappingSettings } from "./event-source-mapping.ts";
import type { DeployedFunction } from "./function.ts";
import type { StreamRecord } from "./stream-record.ts";

export interface StreamBatch {
  readonly records: readonly StreamRecord[];
  /** How often the first record has failed. */
  readonly failures: number;
}

export interface DiscardedBatch extends StreamBatch {
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly result: InvokeResult | undefined;
}

export interface BatchContext {
  readonly parts: CloudParts;
  readonly target: DeployedFunction;
  readonly settings: StreamMappingSettings;
  readonly isStopped: () => boolean;
  /** The record and all before it are handled or discarded. */
  checkpoint(record: StreamRecord): void;
  discard(batch: DiscardedBatch): Promise<void>;
}

type Attempt =
  | { readonly kind: "done" }
  /** The records from this index on are to be tried again. */
  | { readonly kind: "failed"; readonly from: number; readonly result: InvokeResult | undefined }
  /** Not the function's failure: it does not count. */
  | { readonly kind: "repeat" };

/** Takes a batch to its end, in order: handled, or after retries and bisection discarded. The checkpoint follows. */
export async function handleStreamBatch(context: BatchContext, records: readonly StreamRecord[]): Promise<void> {
  const readAt = { cloud: context.parts.clock.now(), machine: Date.now() };
  const ageMs = (record: StreamRecord) =>
    // Engines stamp records by the machine's clock, which does not move with the cloud's.
    readAt.machine - record.createdAt.getTime() + context.parts.clock.now() - readAt.cloud;
  let work: StreamBatch[] = records.length === 0 ? [] : [{ records, failures: 0 }];
  for (let batch = work.shift(); batch !== undefined && !context.isStopped(); batch = work.shift()) {
    work = [...(await advance(context, batch, ageMs)), ...work];
  }
}

/** What of the batch remains to be done, in order. */
async function advance(
  context: BatchContext,
  batch: StreamBatch,
  ageMs: (record: StreamRecord) => number,
): Promise<StreamBatch[]> {
  const { settings, parts } = context;
  const firstYoung = batch.records.findIndex((record) => ageMs(record) <= settings.maximumAgeSeconds * 1000);
  if (firstYoung !== 0) {
    const [expired, rest] = split(batch, firstYoung < 0 ? batch.records.length : firstYoung);
    await discard(context, { ...expired, condition: "RecordAgeExceeded", result: undefined });
    return rest;
  }
  const attempt = await attemptBatch(context, batch.records);
  if (context.isStopped()) return [];
  if (attempt.kind === "done") {
    finish(context, batch.records);
    return [];
  }
  if (attempt.kind === "repeat") {
    await sleep(parts.clock, retryDelayMs(batch.failures));
    return [batch];
  }
  const failed = restart(context, batch, attempt.from);
  if (settings.bisects && failed.records.length > 1) {
    // Splitting does not use up a retry.
    return bisect({ ...failed, failures: failed.failures - 1 });
  }
  if (failed.failures > settings.maximumRetries) {
    await discard(context, { ...failed, condition: "RetryAttemptsExhausted", result: attempt.result });
    return [];
  }
  await sleep(parts.clock, retryDelayMs(failed.failures));
  return [failed];
}

function retryDelayMs(failures: number): number {
  return Math.min(100 * 2 ** failures, 30_000);
}

function restart(context: BatchContext, batch: StreamBatch, from: number): StreamBatch {
  finish(context, batch.records.slice(0, from));
  return { records: batch.records.slice(from), failures: from === 0 ? batch.failures + 1 : 1 };
}

function bisect(batch: StreamBatch): StreamBatch[] {
  const [first, rest] = split(batch, Math.floor(batch.records.length / 2));
  return [first, ...rest];
}

function split(batch: StreamBatch, at: number): [StreamBatch, StreamBatch[]] {
  const rest = batch.records.slice(at);
  return [{ ...batch, records: batch.records.slice(0, at) }, rest.length > 0 ? [{ ...batch, records: rest }] : []];
}

function finish(context: BatchContext, records: readonly StreamRecord[]): void {
  const last = records.at(-1);
  if (last !== undefined) context.checkpoint(last);
}

async function discard(context: BatchContext, batch: DiscardedBatch): Promise<void> {
  try {
    await context.discard(batch);
  } catch (error) {
    // As on AWS, the stream goes on when the failure destination takes nothing; here at least it is said.
    console.error(`${context.settings.id}: ${batch.records.length} records lost: ${error}`);
  }
  finish(context, batch.records);
}

async function attemptBatch(context: BatchContext, records: readonly StreamRecord[]): Promise<Attempt> {
  const { parts, settings, target } = context;
  const wanted = records.filter((record) => settings.filter?.({ ...record.event }) ?? true);
  if (wanted.length === 0) return { kind: "done" };
  const subject = { service: "dynamodb", functionName: target.name, resource: settings.sourceArn };
  const faults = planFaults(parts.faults.decide("stream-delivery", subject));
  await pause(faults.delayMs);
  if (faults.isThrottled) return { kind: "repeat" };
  if (faults.failure) return { kind: "failed", from: 0, result: undefined };
  let attempt: Attempt = { kind: "done" };
  for (let copy = 0; copy < faults.copies; copy += 1) {
    attempt = await invoke(context, faults.isReordered ? reorder(wanted) : wanted, records);
  }
  return faults.isAcknowledgementDropped ? { kind: "repeat" } : attempt;
}

async function invoke(
  { target, settings }: BatchContext,
  wanted: readonly StreamRecord[],
  records: readonly StreamRecord[],
): Promise<Attempt> {
  let result: InvokeResult;
  try {
    result = await target.invoke({ Records: wanted.map((record) => record.event) });
  } catch (error) {
    if (error instanceof ThrottledError) return { kind: "repeat" };
    throw error;
  }
  if (result.error) return { kind: "failed", from: 0, result };
  if (!settings.reportsItemFailures) return { kind: "done" };
  const verdict = readBatchResponse(result.payload, new Set(wanted.map((record) => record.sequenceNumber)));
  if (verdict.kind === "success") return { kind: "done" };
  if (verdict.kind === "failure") return { kind: "failed", from: 0, result };
  return { kind: "failed", from: records.findIndex((record) => verdict.failedIds.has(record.sequenceNumber)), result };
}

/** Streams keep the order of each item only: items change places, the changes of one item do not. */
function reorder(records: readonly StreamRecord[]): StreamRecord[] {
  return [...Map.groupBy(records, (record) => record.keyText).values()].reverse().flat();
}
