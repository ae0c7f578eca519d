import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, buildSync } from "esbuild";
import { bundleDirectory, bundleFunctions, bundleOptions, functionNames } from "../infra/bundle-functions.ts";
import { clientsAlone, clientsIn } from "./cold-start/clients-alone.ts";
import { environmentOfAll, loadInTurns } from "./cold-start/load-time.ts";
import { partsOf } from "./cold-start/parts-of.ts";
import { isWithinCeilings } from "./results/ceilings.ts";
import { saveResult } from "./results/results-file.ts";
import { rounded } from "./results/statistics.ts";

/**
 * How long each function takes to load, as a ratio to a bundle of the two DynamoDB clients alone as esbuild makes it by itself,
 * of the same clients with the options of our bundles, and of exactly the clients that it has. Time is that of the processor on the main thread: loading waits
 * for nothing. Writes `results.json`. `--runs 30` chooses how often.
 */
const { values } = parseArgs({ options: { runs: { type: "string", default: "30" } } });
const runs = Number(values.runs);

const alone = "(the two DynamoDB clients alone)";
const trimmed = "(the same, with the options of our bundles)";
const aloneOf = (names: readonly string[]) =>
  names.join() === "dynamodb" ? alone : `(the clients of ${names.join(", ")} alone)`;

/** Without what we tell esbuild about the SDK. */
const byItself: BuildOptions = { alias: {}, supported: {} };

function bundleClients(directory: string, names: readonly string[], options: BuildOptions = byItself): string {
  const outfile = join(directory, `${names.join("-")}${options === byItself ? "" : "-trimmed"}.js`);
  const stdin = { contents: clientsAlone(names), resolveDir: import.meta.dirname };
  buildSync({ ...bundleOptions, ...options, stdin, outfile });
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
  const needed = [...bundles.values()].map(clientsIn).filter((names) => names.length > 0);
  const files = new Map([
    [alone, bundleClients(directory, ["dynamodb"])],
    [trimmed, bundleClients(directory, ["dynamodb"], {})],
    ...needed.map((names) => [aloneOf(names), bundleClients(directory, names)] as const),
    ...functionNames().map((name) => [name, join(bundleDirectory, name, "index.js")] as const),
  ]);
  const times = loadInTurns(files, { runs, env: await environmentOfAll() });
  const timeOf = (name: string) => times.get(name)?.processor ?? 0;
  const [base, ownBase] = [timeOf(alone), timeOf(trimmed)];
  const rows = [...files]
    .map(([name, file]) => {
      const processor = timeOf(name);
      const metafile = bundles.get(name);
      const own = metafile === undefined ? [] : clientsIn(metafile);
      return {
        name,
        kilobytes: kilobytes(file),
        later: metafile === undefined ? 0 : loadedLater(name),
        ratio: rounded(processor / base, 2),
        ratioToTrimmed: rounded(processor / ownBase, 2),
        ratioToOwn: own.length === 0 ? null : rounded(processor / timeOf(aloneOf(own)), 2),
        parts: metafile === undefined ? {} : largest(partsOf(metafile)),
      };
    })
    .toSorted((one, other) => other.ratio - one.ratio);
  print(rows, base);
  saveResult("cold-start", { runs, functions: Object.fromEntries(rows.map(({ name, ...row }) => [name, row])) });
  const slowest = (ratioOf: (row: Row) => number) =>
    Math.max(...rows.filter(({ name }) => bundles.has(name)).map(ratioOf));
  const found = {
    "the slowest function to the two DynamoDB clients alone": slowest(({ ratio }) => ratio),
    "the slowest function to its own clients alone": slowest(({ ratioToOwn }) => ratioToOwn ?? 0),
  };
  if (!isWithinCeilings("cold-start", found)) process.exitCode = 1;
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
  readonly ratioToOwn: number | null;
}

function print(rows: readonly Row[], base: number): void {
  const cell = (value: number | string) => String(value).padStart(10);
  console.log(`${"function".padEnd(44)}${["kB", "later", "load", "trimmed", "own"].map(cell).join("")}`);
  for (const row of rows) {
    const ratios = [row.ratio.toFixed(2), row.ratioToTrimmed.toFixed(2), row.ratioToOwn?.toFixed(2) ?? ""];
    console.log(`${row.name.padEnd(44)}${[row.kilobytes, row.later, ...ratios].map(cell).join("")}`);
  }
  console.log(`1.00 = ${base.toFixed(0)} ms of the processor here; median of ${runs} processes each`);
}
