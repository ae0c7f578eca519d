import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createActivity } from "../../../local/activity.ts";
import { createClock } from "../../../local/clock.ts";
import { createFaults } from "../../../local/faults.ts";
import { createLogs } from "../../../local/logs.ts";
import { openStateStore } from "../../../local/state-store.ts";
import { createStopSteps } from "../../../local/stop-steps.ts";
import { temporaryDirectory } from "./write-assembly.ts";

let directory: ReturnType<typeof temporaryDirectory>;

beforeEach(() => {
  directory = temporaryDirectory();
});

afterEach(() => {
  directory.remove();
});

test("moves the clock forward for all who share its memory, and tells who waits", () => {
  const clock = createClock();
  let told = 0;
  const forget = clock.onAdvance(() => {
    told += 1;
  });
  const before = clock.now();
  clock.advance(60_000);
  forget();
  clock.advance(1);

  expect(clock.now() - before).toBeGreaterThanOrEqual(60_001);
  expect(new Float64Array(clock.offset)[0]).toBe(60_001);
  expect(told).toBe(1);
  expect(() => clock.advance(-1)).toThrow("only moves forward");
});

test("finds facts again after the store was opened anew", () => {
  const file = `${directory.path}/state.sqlite`;
  const first = openStateStore(file);
  first.set("checkpoints", "b", "2");
  first.set("checkpoints", "a", "1");
  first.set("checkpoints", "a", "3");
  first.set("other", "a", "x");
  first.delete("checkpoints", "b");
  first.close();
  const second = openStateStore(file);

  expect(second.list("checkpoints")).toEqual([{ key: "a", value: "3" }]);
  expect(second.get("checkpoints", "b")).toBeUndefined();
  second.close();
});

test("keeps what is set together, or nothing of it", () => {
  const state = openStateStore(`${directory.path}/together.sqlite`);
  state.together(() => {
    state.set("deliveries", "a", "1");
    state.set("deliveries", "b", "2");
  });
  const fail = () =>
    state.together(() => {
      state.delete("deliveries", "a");
      state.set("deliveries", "c", "3");
      throw new Error("half-way");
    });

  expect(fail).toThrow("half-way");
  expect(state.list("deliveries").map(({ key }) => key)).toEqual(["a", "b"]);
  state.close();
});

test("hits the matches that a fault names, so many times and no more", () => {
  const faults = createFaults(1);
  const stop = faults.inject({
    point: "sdk",
    match: { service: "dynamodb", functionName: "api" },
    effect: { kind: "throttle" },
    fromMatch: 2,
    times: 2,
  });
  const decide = (functionName: string) =>
    faults.decide("sdk", { service: "dynamodb", action: "PutItem", functionName }).length;

  expect(decide("worker")).toBe(0);
  expect([1, 2, 3, 4].map(() => decide("orders-api"))).toEqual([0, 1, 1, 0]);
  stop();
  expect(faults.decide("invoke", {})).toEqual([]);
});

test("hits by chance, and the same again for the same seed", () => {
  const hits = (seed: number) => {
    const faults = createFaults(seed);
    faults.inject({ point: "invoke", effect: { kind: "throttle" }, probability: 0.5 });
    return Array.from({ length: 200 }, () => faults.decide("invoke", {}).length);
  };

  expect(hits(7)).toEqual(hits(7));
  expect(hits(7)).not.toEqual(hits(8));
  const sum = hits(7).reduce((total, hit) => total + hit, 0);
  expect(sum).toBeGreaterThan(60);
  expect(sum).toBeLessThan(140);
});

test("is quiet once every part was idle twice in a row", async () => {
  const activity = createActivity();
  const answers = [true, false, true, true];
  let asked = 0;
  activity.register("queue", () => answers[asked++] ?? true);

  await activity.quiesce();
  expect(asked).toBe(4);
});

test("names who is busy when it does not become quiet", async () => {
  const activity = createActivity();
  activity.register("idle", () => true);
  const forget = activity.register("stream of facts", async () => false);

  await expect(activity.quiesce(20)).rejects.toThrow("Still busy after 20 ms: stream of facts");
  forget();
  await expect(activity.quiesce(20)).resolves.toBeUndefined();
});

test("keeps log lines by function, in memory and in a file", async () => {
  const logs = createLogs(`${directory.path}/logs`);
  const line = { at: 0, requestId: "r1", stream: "stdout" as const };
  logs.write({ ...line, functionName: "api", text: "one" });
  logs.write({ ...line, functionName: "relay/x", text: "two" });
  await logs.close();

  expect(logs.lines("api").map(({ text }) => text)).toEqual(["one"]);
  expect(readFileSync(`${directory.path}/logs/api.log`, "utf8")).toBe("1970-01-01T00:00:00.000Z r1 one\n");
  expect(readFileSync(`${directory.path}/logs/relay_x.log`, "utf8")).toContain("two");
});

test("stops last things first, the rest even if one fails or hangs, and only once", async () => {
  const steps = createStopSteps();
  const done: string[] = [];
  steps.add(() => void done.push("first"));
  steps.add(() => new Promise(() => undefined));
  steps.add(() => {
    throw new Error("broken");
  });
  steps.add(() => void done.push("last"));
  const stopped = steps.run();

  await expect(stopped).rejects.toThrow("did not stop");
  expect(steps.run()).toBe(stopped);
  expect(done).toEqual(["last", "first"]);
});
