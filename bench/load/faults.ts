import { setTimeout as pause } from "node:timers/promises";
import type { FaultRule, Faults } from "../../local/ports.ts";
import type { Latencies } from "./latencies.ts";

/** What goes wrong in a cloud, each for a while and for some calls only. */
const rules: readonly FaultRule[] = [
  { point: "sdk", match: { service: "dynamodb" }, effect: { kind: "throttle" }, probability: 0.03 },
  {
    point: "sdk",
    match: { service: "dynamodb" },
    effect: { kind: "fail", status: 500, code: "InternalServerError" },
    probability: 0.03,
  },
  // The write is done, and whoever wrote does not know.
  {
    point: "sdk",
    match: { service: "dynamodb", action: "TransactWriteItems" },
    effect: { kind: "drop-acknowledgement" },
    probability: 0.1,
  },
  { point: "sdk", effect: { kind: "delay", milliseconds: 80 }, probability: 0.1 },
  { point: "sdk", match: { service: "events" }, effect: { kind: "throttle" }, probability: 0.2 },
  { point: "sdk", match: { service: "sns" }, effect: { kind: "drop-acknowledgement" }, probability: 0.2 },
  { point: "stream-delivery", effect: { kind: "duplicate", copies: 2 }, probability: 0.3 },
  { point: "stream-delivery", effect: { kind: "drop-acknowledgement" }, probability: 0.2 },
  { point: "event-delivery", effect: { kind: "duplicate", copies: 3 }, probability: 0.3 },
  { point: "event-delivery", effect: { kind: "delay", milliseconds: 400 }, probability: 0.3 },
  { point: "queue-delivery", effect: { kind: "duplicate", copies: 2 }, probability: 0.3 },
  { point: "queue-delivery", effect: { kind: "reorder" }, probability: 0.5 },
  { point: "queue-delivery", effect: { kind: "drop-acknowledgement" }, probability: 0.1 },
  { point: "invoke", effect: { kind: "fail", status: 500, code: "Runtime.ExitError" }, probability: 0.02 },
  { point: "invoke", effect: { kind: "throttle" }, probability: 0.02 },
];

/** Switches faults on and off at random until it is stopped; a third of the time there are none. */
export async function blow(
  { inject, clear }: Pick<Faults, "inject" | "clear">,
  { random, latencies, signal }: { random: () => number; latencies: Latencies; signal: AbortSignal },
): Promise<number> {
  let switched = 0;
  // A time without faults comes first: its median is the measure of the others.
  for (let round = 0; !signal.aborted; round++) {
    clear();
    const count = round === 0 || random() < 1 / 3 ? 0 : 1 + Math.floor(random() * 3);
    for (let fault = 0; fault < count; fault++) inject(rules[Math.floor(random() * rules.length)] as FaultRule);
    switched += count;
    latencies.weather = count === 0 ? "quiet" : "faults";
    await pause(3_000 + random() * 4_000, undefined, { signal }).catch(() => undefined);
  }
  clear();
  return switched;
}
