import { lineMetrics, type MetricUnit, metricsNamespace } from "../shared/metrics.ts";
import type { RefusalReason } from "../shared/token-verdict.ts";

/** Every line that a function may log, with its fields. Ids of requests and events only: no account, name, value or content. */
export interface LogEvents {
  request_completed: {
    route: string;
    status: number;
    durationMs: number;
    correlationId: string;
    errorCode?: string;
    readUnits: number;
    writeUnits: number;
  };
  request_crashed: { route: string; correlationId: string; error: DescribedError };
  token_refused: { correlationId: string; reason: RefusalReason };
  issuer_unreachable: { error: DescribedError };
  /** The lag is the time from the write that caused the fact to its effect here. */
  record_handled: { eventId: string; eventName: string; correlationId: string; durationMs: number; lagMs: number };
  work_handled: { recordId: string; durationMs: number };
  record_skipped: { eventId: string; eventName: string; correlationId: string; reason: "already_done" | "not_ours" };
  /** Without the course of events when the record could not be read. */
  record_failed: { recordId: string; correlationId?: string; willRetry: boolean; error: DescribedError };
  facts_relayed: { table: string; facts: number; relayed: readonly RelayedFact[] };
  /** A batch of one channel: recipients that were settled now, for good or ill, and those to be tried again. */
  batch_delivered: {
    channel: string;
    correlationId: string;
    deliveriesSent: number;
    deliveriesFailed: number;
    deliveriesPutOff: number;
  };
  job_completed: { job: string; durationMs: number; counts: Readonly<Record<string, number>> };
}

export interface RelayedFact {
  readonly eventId: string;
  readonly eventName: string;
  readonly correlationId: string;
}

export interface DescribedError {
  readonly name: string;
  /** Frames only: the message of an error may hold a person's data. */
  readonly frames: readonly string[];
  readonly cause?: DescribedError;
}

export type Log = <Code extends keyof LogEvents>(code: Code, fields: LogEvents[Code]) => void;

const failures: ReadonlySet<keyof LogEvents> = new Set(["request_crashed", "issuer_unreachable", "record_failed"]);

/**
 * Writes a line as it is. Lambda puts time, request id and level before what `console` writes, and then metric filters
 * would not find their JSON.
 */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Only numbers that the lines have. */
const metrics: { readonly [Code in keyof LogEvents]?: Readonly<Partial<Record<keyof LogEvents[Code], MetricUnit>>> } =
  lineMetrics;

/** One JSON object a line, as metric filters and CloudWatch Logs Insights read it. */
export const log: Log = (code, fields) => {
  const level = failures.has(code) ? "ERROR" : "INFO";
  writeLine(JSON.stringify({ level, code, ...fields, ...metricsOf(code) }));
};

/** What tells CloudWatch to take fields of a line as metrics. */
function metricsOf(code: keyof LogEvents) {
  const units = metrics[code];
  if (units === undefined) return undefined;
  const Metrics = Object.entries(units).map(([Name, Unit]) => ({ Name, Unit }));
  return {
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [{ Namespace: metricsNamespace, Dimensions: [[]], Metrics }] },
  };
}

export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const frames = framesOf(error);
  return {
    name: error.name,
    frames: frames.slice(0, 8).map((frame) => frame.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** The stack repeats the message before the frames; a line of the message may look like a frame. */
function framesOf({ stack = "", message }: Error): string[] {
  const start = message === "" ? -1 : stack.indexOf(message);
  const afterMessage = start === -1 ? stack : stack.slice(start + message.length);
  return afterMessage.split("\n").filter((line) => /^\s+at /.test(line));
}
