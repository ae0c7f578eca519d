import type { CloudParts, Principal } from "../ports.ts";
import {
  type EntryProblem,
  type EventEnvelope,
  entrySize,
  type PutEventsEntry,
  problemOf,
  toEnvelope,
} from "./event-envelope.ts";
import { busNameOf } from "./rule.ts";

export interface PutEventsResponse {
  readonly FailedEntryCount: number;
  readonly Entries: ReadonlyArray<{ readonly EventId: string } | EntryProblem>;
}

export type PutEvents = (entries: readonly PutEventsEntry[], principal: Principal) => Promise<PutEventsResponse>;

/** The whole call is refused; the gateway answers 400 with the code. */
export class PutEventsError extends Error {
  readonly code = "ValidationException";
  readonly status = 400;
  override readonly name = "ValidationException";
}

/** AWS's limits of one call: 10 entries, 256 KB together. */
const maximumEntries = 10;
const maximumBytes = 262_144;

export interface EventSinks {
  hasBus(name: string): boolean;
  /** Keeps the events for their targets before it returns. */
  route(events: ReadonlyArray<{ readonly busName: string; readonly event: EventEnvelope }>): void;
}

/** The caller is already authorised by the gateway, so the principal does not change what happens to an event. */
export function createPutEvents(
  { clock, deployment }: Pick<CloudParts, "clock" | "deployment">,
  sinks: EventSinks,
): PutEvents {
  return async (entries) => {
    checkSize(entries);
    const place = { account: deployment.account, region: deployment.region, now: clock.now() };
    const results = entries.map((entry) => {
      const busName = busNameOf(entry.EventBusName);
      const problem = problemOf(entry) ?? (sinks.hasBus(busName) ? undefined : unknownBus(busName));
      return problem ? { problem } : { busName, event: toEnvelope(entry, place) };
    });
    sinks.route(results.flatMap((result) => (result.event ? [{ busName: result.busName, event: result.event }] : [])));
    return {
      FailedEntryCount: results.filter((result) => result.problem).length,
      Entries: results.map((result) => result.problem ?? { EventId: result.event.id }),
    };
  };
}

function checkSize(entries: readonly PutEventsEntry[]): void {
  if (entries.length === 0 || entries.length > maximumEntries) {
    const rule = entries.length === 0 ? "greater than or equal to 1" : `less than or equal to ${maximumEntries}`;
    throw new PutEventsError(
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${rule}`,
    );
  }
  const bytes = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
  if (bytes > maximumBytes) throw new PutEventsError("Total size of the entries in the request is over the limit.");
}

/** Stricter than AWS, which answers success and loses the event. */
function unknownBus(name: string): EntryProblem {
  return { ErrorCode: "ResourceNotFoundException", ErrorMessage: `Event bus ${name} does not exist.` };
}
