import * as z from "zod";
import type { LoggedLine } from "./log-lines.ts";

/** The codes of `lib/runtime/log.ts` that tell of a course of events, as far as they are shown. */
const Request = z.object({
  code: z.literal("request_completed"),
  correlationId: z.string(),
  route: z.string(),
  status: z.number(),
  durationMs: z.number(),
  readUnits: z.number(),
  writeUnits: z.number(),
  errorCode: z.string().optional(),
});
const Crash = z.object({
  code: z.enum(["request_crashed", "record_failed"]),
  correlationId: z.string(),
  error: z.object({ name: z.string() }),
});
const Relay = z.object({
  code: z.literal("facts_relayed"),
  table: z.string(),
  relayed: z.array(z.object({ eventId: z.string(), correlationId: z.string() })),
});
const Effect = z.object({
  code: z.enum(["record_handled", "record_skipped"]),
  correlationId: z.string(),
  eventId: z.string(),
  durationMs: z.number().optional(),
  lagMs: z.number().optional(),
  reason: z.string().optional(),
});
const Batch = z.object({
  code: z.literal("batch_delivered"),
  correlationId: z.string(),
  channel: z.string(),
  deliveriesSent: z.number(),
  deliveriesFailed: z.number(),
  deliveriesPutOff: z.number(),
});
const Line = z.discriminatedUnion("code", [Request, Crash, Relay, Effect, Batch]);

/** One thing that happened, with what followed from it. */
export interface Step {
  readonly at: number;
  readonly where: string;
  readonly what: string;
  readonly followed: Step[];
}

/** What one request caused, in the order of time: its answer, each fact on the bus, and below a fact its effects. */
export function courseOf(lines: readonly LoggedLine[], correlationId: string): Step[] {
  const steps: Step[] = [];
  const facts = new Map<string, Step>();
  for (const { at, functionName, fields } of lines.toSorted((one, other) => one.at - other.at)) {
    const { data: line } = Line.safeParse(fields);
    if (line === undefined) continue;
    const step = (what: string): Step => ({ at, where: shortName(functionName), what, followed: [] });
    if (line.code === "facts_relayed") {
      for (const { eventId } of line.relayed.filter((fact) => fact.correlationId === correlationId)) {
        // A repeat of the stream relays a fact again; its effects belong to the first time.
        const fact = step(`${eventId}${facts.has(eventId) ? " (again)" : ""}`);
        steps.push(fact);
        if (!facts.has(eventId)) facts.set(eventId, fact);
      }
    } else if (line.correlationId === correlationId) {
      const cause = "eventId" in line ? facts.get(line.eventId) : undefined;
      (cause?.followed ?? steps).push(step(describe(line)));
    }
  }
  return steps;
}

function describe(line: Exclude<z.infer<typeof Line>, { code: "facts_relayed" }>): string {
  switch (line.code) {
    case "request_completed": {
      const { route, status, errorCode, durationMs, readUnits, writeUnits } = line;
      const answer = errorCode === undefined ? status : `${status} ${errorCode}`;
      return `${route} → ${answer} in ${durationMs} ms, ${readUnits} read and ${writeUnits} write units`;
    }
    case "request_crashed":
      return `crashed: ${line.error.name}`;
    case "record_failed":
      return `failed, comes again: ${line.error.name}`;
    case "record_handled":
      return `done in ${line.durationMs} ms, ${line.lagMs} ms after the fact`;
    case "record_skipped":
      return `nothing to do: ${line.reason}`;
    case "batch_delivered": {
      const { channel, deliveriesSent, deliveriesFailed, deliveriesPutOff } = line;
      return `${channel}: ${deliveriesSent} sent, ${deliveriesFailed} failed, ${deliveriesPutOff} put off`;
    }
  }
}

/** Without the stack before the name and the digits that CloudFormation puts behind it. */
function shortName(functionName: string): string {
  const [, name = functionName] = /^(?:Dangjian-\w+-\w+-)?(.+?)(?:Function[0-9A-F]{8}.*)?$/.exec(functionName) ?? [];
  return name;
}
