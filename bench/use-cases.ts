import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { allRoutes } from "../lib/contract.ts";
import { saveResult } from "./results/results-file.ts";
import { compareUseCases } from "./use-cases/compare.ts";
import { summarize } from "./use-cases/summarize.ts";

/**
 * The units of every use case, as the journeys of the flow tests consume them on the embedded cloud, beside the least for
 * the access pattern. Runs the flow tests (some five minutes) unless `--record` names the file of a run that was made with
 * `UNITS_RECORD`. Writes `results.json`; `npm run openapi` makes documents of it.
 */
const { values } = parseArgs({ options: { record: { type: "string" } } });
const root = join(import.meta.dirname, "..");
const record = values.record ?? runFlows();
const found = summarize(readFileSync(record, "utf8"));

for (const row of compareUseCases(allRoutes, found.requests)) {
  const units = (count: number) => String(count).padStart(6);
  console.log(
    `${row.key.padEnd(84)}${units(row.read)}${units(row.leastRead)}${units(row.write)}${units(row.leastWrite)}`,
  );
}
const unmeasured = allRoutes.filter(({ key }) => found.requests[key] === undefined);
for (const { id } of unmeasured) console.log(`no journey succeeded with ${id}`);
saveResult("use-cases", found);

function runFlows(): string {
  const file = join(root, "dist", "units.jsonl");
  const { status } = spawnSync("vitest", ["run", "--project", "flows"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, UNITS_RECORD: file },
  });
  if (status !== 0 || !existsSync(file)) throw new Error("the flow tests fail: run `npm run test:flows`");
  return file;
}
