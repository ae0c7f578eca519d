import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startProduct } from "../local/product.ts";
import { seededRandom } from "../local/seeded-random.ts";
import { patientApi } from "./load/api.ts";
import { deliveryViolations, violations } from "./load/check.ts";
import { blow } from "./load/faults.ts";
import { Latencies } from "./load/latencies.ts";
import { settle, untilCounted, untilDelivered } from "./load/settle.ts";
import { nothingYet, userOf } from "./load/work.ts";

/**
 * `npm run load -- --minutes 10`: people work on the embedded cloud while faults come and go at random. At the end every
 * acknowledged write has to be there and every effect once; anything else is printed, and the exit code is 1. Times are
 * given as ratios to the median without faults, because the machine that serves also asks.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    users: { type: "string", default: "4" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const [minutes, users, seed] = [Number(values.minutes), Number(values.users), Number(values.seed)];
if (!(minutes > 0) || !(users >= 1 && users <= 8)) {
  throw new Error("usage: npm run load -- [--minutes 10] [--users 1…8] [--seed N]");
}
/** The build, the demo campus, and what follows the load. */
const otherMinutes = 12;
setTimeout(
  () => {
    console.error("it did not end by itself");
    process.exit(2);
  },
  (minutes + otherMinutes) * 60_000,
).unref();

const dataDirectory = mkdtempSync(join(tmpdir(), "dangjian-load-"));
const product = await startProduct({ port: 0, dataDirectory, seed: "demo" });
try {
  await product.settled;
  await product.cloud.activity.quiesce(120_000);
  product.providers.outbox.clear();
  process.exitCode = (await load()) ? 0 : 1;
} finally {
  await product.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
}

async function load(): Promise<boolean> {
  const { cloud, providers } = product;
  const latencies = new Latencies();
  const api = patientApi(product, latencies);
  const kept = nothingYet();
  const random = seededRandom(seed);
  const end = AbortSignal.timeout(minutes * 60_000);
  console.log(`${users} users for ${minutes} minutes, seed ${seed}`);
  const faults = blow(cloud.faults, { random, latencies, signal: end });
  await Promise.all(
    Array.from({ length: users }, async (_, user) => {
      const work = userOf(api, kept, { random: seededRandom(seed + user + 1), user });
      while (!end.aborted) await work();
    }),
  );
  const switched = await faults;
  // Expansions that failed come back after half an hour: they may be under way still, and nothing counted depends on them.
  const counted = await settle(cloud, untilCounted);
  const found = await violations(patientApi(product, new Latencies()), kept);
  const delivered = await settle(cloud, untilDelivered);
  found.push(...deliveryViolations(kept, providers.outbox));
  if (delivered.underWay !== undefined) found.push(`it did not become quiet: ${delivered.underWay}`);
  for (const line of latencies.table()) console.log(line);
  const { branches, people, messages, unanswered, refused } = kept;
  console.log(
    `${branches.length} organisations, ${people.size} people, ${messages.size} messages; ${switched} faults switched on, ` +
      `${unanswered} changes without an answer, ${counted.redriven + delivered.redriven} dead letters sent back`,
  );
  for (const line of [...refused.map((one) => `refused: ${one}`), ...found]) console.log(line);
  const isRight = found.length === 0 && refused.length === 0;
  console.log(isRight ? "no acknowledged write is lost, no effect came twice" : `${found.length} violations`);
  return isRight;
}
