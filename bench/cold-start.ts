import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, buildSync } from "esbuild";
import { bundleDirectory, bundleFunctions, bundleOptions, functionNames } from "../infra/bundle-functions.ts";
import { environmentOfAll, loadInTurns } from "./cold-start/load-time.ts";
import { partsOf } from "./cold-start/parts-of.ts";
import { saveResult } from "./results/results-file.ts";
import { rounded } from "./results/statistics.ts";

/**
 * How long each function takes to load, as a ratio to a bundle of the two DynamoDB clients alone as esbuild makes it by itself,
 * and of the same clients with the options of our bundles. Time is that of the processor on the main thread: loading waits
 * for nothing. Writes `results.json`. `--runs 30` chooses how often.
 */
const { values } = parseArgs({ options: { runs: { type: "string", default: "30" } } });
const runs = Number(values.runs);

const clients = `
  import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
  import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand,
    UpdateCommand } from "@aws-sdk/lib-dynamodb";
  export const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  export const commands = [BatchGetCommand, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand];`;
const alone = "(the two DynamoDB clients alone)";
const trimmed = "(the same, with the options of our bundles)";

function bundleClients(directory: string, name: string, options: BuildOptions): string {
  const outfile = join(directory, `${name}.js`);
  buildSync({ ...bundleOptions, ...options, stdin: { contents: clients, resolveDir: import.meta.dirname }, outfile });
  return outfile;
}

const kilobytes = (file: string) => Math.round(statSync(file).size / 1000);

function loadedLater(name: string): number {
  const directory = join(bundleDirectory, name);
  const files = readdirSync(directory).filter((file) => file.endsWith(".js") && file !== "index.js");
  return files.reduce((sum, file) => sum + kilobytes(join(directory, file)), 0);
}

const directory = mkdtempSync(join(bundleDirectory, "..", "cold-start-"));
try {
  const bundles = await bundleFunctions();
  writeFileSync(join(directory, "package.json"), '{ "type": "commonjs" }\n');
  const files = new Map([
    [alone, bundleClients(directory, "alone", { alias: {} })],
    [trimmed, bundleClients(directory, "trimmed", {})],
    ...functionNames().map((name) => [name, join(bundleDirectory, name, "index.js")] as const),
  ]);
  const times = loadInTurns(files, { runs, env: await environmentOfAll() });
  const [base, ownBase] = [times.get(alone)?.processor ?? 0, times.get(trimmed)?.processor ?? 0];
  const rows = [...files]
    .map(([name, file]) => {
      const { processor = 0 } = times.get(name) ?? {};
      const metafile = bundles.get(name);
      return {
        name,
        kilobytes: kilobytes(file),
        later: metafile === undefined ? 0 : loadedLater(name),
        ratio: rounded(processor / base, 2),
        ratioToTrimmed: rounded(processor / ownBase, 2),
        parts: metafile === undefined ? {} : largest(partsOf(metafile)),
      };
    })
    .toSorted((one, other) => other.ratio - one.ratio);
  print(rows, base);
  saveResult("cold-start", { runs, functions: Object.fromEntries(rows.map(({ name, ...row }) => [name, row])) });
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** In kilobytes, what makes most of a bundle. */
function largest(parts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...parts].slice(0, 8).map(([part, bytes]) => [part, Math.round(bytes / 1000)]));
}

interface Row {
  readonly name: string;
  readonly kilobytes: number;
  readonly later: number;
  readonly ratio: number;
  readonly ratioToTrimmed: number;
}

function print(rows: readonly Row[], base: number): void {
  const cell = (value: number | string) => String(value).padStart(10);
  console.log(`${"function".padEnd(44)}${["kB", "later", "load", "trimmed"].map(cell).join("")}`);
  for (const row of rows) {
    const ratios = [row.ratio.toFixed(2), row.ratioToTrimmed.toFixed(2)];
    console.log(`${row.name.padEnd(44)}${[row.kilobytes, row.later, ...ratios].map(cell).join("")}`);
  }
  console.log(`1.00 = ${base.toFixed(0)} ms of the processor here; median of ${runs} processes each`);
}
