import { randomUUID } from "node:crypto";

/** An event as rules and targets see it. */
export interface EventEnvelope {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface PutEventsEntry {
  readonly Time?: Date | number | string | undefined;
  readonly Source?: string | undefined;
  readonly Resources?: readonly string[] | undefined;
  readonly DetailType?: string | undefined;
  readonly Detail?: string | undefined;
  readonly EventBusName?: string | undefined;
  readonly TraceHeader?: string | undefined;
}

export type EntryProblem = { readonly ErrorCode: string; readonly ErrorMessage: string };

/** What EventBridge finds wrong with one entry; the other entries of the call are accepted nevertheless. */
export function problemOf(entry: PutEventsEntry): EntryProblem | undefined {
  for (const name of ["Source", "DetailType", "Detail"] as const) {
    if (entry[name]) continue;
    const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
    return { ErrorCode: "InvalidArgument", ErrorMessage };
  }
  if (entry.Source?.startsWith("aws.")) {
    return { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." };
  }
  if (entry.DetailType && entry.DetailType.length > 128) {
    return { ErrorCode: "InvalidArgument", ErrorMessage: "Parameter DetailType is longer than 128 characters." };
  }
  return parseDetail(entry.Detail) ? undefined : { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
}

export function toEnvelope(
  entry: PutEventsEntry,
  place: { readonly account: string; readonly region: string; readonly now: number },
): EventEnvelope {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": entry.DetailType ?? "",
    source: entry.Source ?? "",
    account: place.account,
    time: wholeSeconds(entry.Time, place.now),
    region: place.region,
    resources: entry.Resources ?? [],
    detail: parseDetail(entry.Detail) ?? {},
  };
}

/** The size of an entry as the limit of PutEvents counts it: 14 bytes for a time, and the UTF-8 bytes of its texts. */
export function entrySize(entry: PutEventsEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ""), 0);
  return bytes + (entry.Time === undefined ? 0 : 14);
}

function parseDetail(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const detail: unknown = JSON.parse(text ?? "");
    return typeof detail === "object" && detail !== null && !Array.isArray(detail)
      ? (detail as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** On the wire a time is a number of seconds. Events carry whole seconds, without a fraction. */
function wholeSeconds(time: PutEventsEntry["Time"], now: number): string {
  const at = typeof time === "number" ? time * 1000 : time;
  return new Date(at ?? now).toISOString().replace(/\.\d+Z$/, "Z");
}
