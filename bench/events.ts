import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startProduct } from "../local/product.ts";
import { seededRandom } from "../local/seeded-random.ts";
import { patientApi } from "./load/api.ts";
import { Latencies } from "./load/latencies.ts";
import { nothingYet, userOf } from "./load/work.ts";
import { saveResult } from "./results/results-file.ts";
import { quantile } from "./results/statistics.ts";

/**
 * How long it takes from a write to each of its effects, through stream, relay, bus, queue and consumer of the embedded cloud: one user
 * works as in the load test, a step at a time, and every consumer says in its log how old the fact is when its effect is there.
 * `--steps 200` chooses how many; half of them only look.
 */
const { values } = parseArgs({ options: { steps: { type: "string", default: "200" } } });
const steps = Number(values.steps);
const pauseMs = 100;
const seed = 9;

const dataDirectory = mkdtempSync(join(tmpdir(), "dangjian-bench-"));
const product = await startProduct({ port: 0, dataDirectory, seed: "demo" });
try {
  await product.settled;
  await product.cloud.activity.quiesce(120_000);
  const lags: number[] = [];
  const stop = product.cloud.logs.onLine(({ text }) => {
    const lag = lagIn(text);
    if (lag !== undefined) lags.push(lag);
  });
  const kept = nothingYet();
  const work = userOf(patientApi(product, new Latencies()), kept, { random: seededRandom(seed), user: 0 });
  for (let step = 0; step < steps; step++) {
    await work();
    await pause(pauseMs);
  }
  await product.cloud.activity.quiesce(60_000);
  stop();
  if (kept.refused.length > 0) throw new Error(kept.refused.join("\n"));
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => quantile(lags, share));
  console.log(`${lags.length} effects: p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms, the last ${Math.max(...lags)} ms`);
  saveResult("events", { steps, effects: lags.length, p50, p90, p99, most: Math.max(...lags) });
} finally {
  await product.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
}

/** Consumers log one line of JSON for each effect. */
function lagIn(text: string): number | undefined {
  if (!text.includes('"record_handled"')) return undefined;
  const { lagMs } = JSON.parse(text) as { lagMs?: number };
  return lagMs;
}
