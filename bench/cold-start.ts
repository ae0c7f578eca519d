import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { bundleDirectory, bundleFunctions, bundleOptions, functionNames } from "../infra/bundle-functions.ts";

/**
 * How long each function takes to load, as a ratio to a bundle of the two DynamoDB clients alone, made with the same
 * options. Each load is a fresh process; the functions take turns, so that a disturbance meets all of them. Writes
 * `cold-start.json`. `--runs 30` chooses how often.
 */
const { values } = parseArgs({ options: { runs: { type: "string", default: "30" } } });
const runs = Number(values.runs);

/** What a module does at its start needs its environment, which fails here; by then everything is loaded. */
const load = `
  const startedAt = performance.now();
  try { require(process.argv[1]); } catch {}
  process.stdout.write(String(performance.now() - startedAt));`;

function loadTime(file: string): number {
  const { stdout, status, stderr } = spawnSync(process.execPath, ["--eval", load, file], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${file} cannot be loaded: ${stderr}`);
  return Number(stdout);
}

function bundleClientsAlone(directory: string): string {
  const outfile = join(directory, "index.js");
  const contents = `
    import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
    import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
    export const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));`;
  buildSync({ ...bundleOptions, stdin: { contents, resolveDir: import.meta.dirname }, outfile });
  writeFileSync(join(directory, "package.json"), '{ "type": "commonjs" }\n');
  return outfile;
}

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

function measure(files: ReadonlyMap<string, string>): Map<string, number> {
  const times = new Map([...files.keys()].map((name) => [name, [] as number[]]));
  for (let run = 0; run < runs; run++) {
    for (const [name, file] of files) times.get(name)?.push(loadTime(file));
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

const directory = mkdtempSync(join(bundleDirectory, "..", "cold-start-"));
try {
  bundleFunctions();
  const alone = "(the two DynamoDB clients alone)";
  const files = new Map([
    [alone, bundleClientsAlone(directory)],
    ...functionNames().map((name) => [name, join(bundleDirectory, name, "index.js")] as const),
  ]);
  const medians = measure(files);
  const base = medians.get(alone) ?? 0;
  const rows = [...files]
    .map(([name, file]) => ({
      name,
      kilobytes: Math.round(statSync(file).size / 1000),
      ratio: Number(((medians.get(name) ?? 0) / base).toFixed(2)),
    }))
    .toSorted((a, b) => b.ratio - a.ratio);
  console.log(`${"function".padEnd(34)}${"kB".padStart(7)}${"load".padStart(8)}`);
  for (const { name, kilobytes, ratio } of rows) {
    console.log(`${name.padEnd(34)}${String(kilobytes).padStart(7)}${ratio.toFixed(2).padStart(8)}`);
  }
  console.log(`1.00 = ${base.toFixed(0)} ms here; median of ${runs} processes each`);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  const results = { at: new Date().toISOString(), machine, runs, functions: rows };
  writeFileSync(join(import.meta.dirname, "cold-start.json"), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
