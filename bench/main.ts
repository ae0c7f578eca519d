import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * `npm run bench` runs every benchmark, `npm run bench -- NAME` one of them with the arguments that follow, and
 * `npm run bench -- --check` those whose units and sizes do not depend on the machine, in less than half a minute: each
 * is held to `bench/ceilings.json`. Ratios are held to it by every run that measures them.
 */
const checked = ["bundles", "members", "activity", "messages", "duties"];
/** In a whole run smaller than alone, so that all together end within ten minutes on two processors. */
const wholeRun: Readonly<Record<string, readonly string[]>> = {
  "cold-start": ["--runs", "15"],
  duties: ["--due", "0,100,1000", "--of", "10000"],
  events: ["--steps", "100"],
  "import-roster": ["--rows", "1000", "--new-only"],
  members: ["--sizes", "1000,10000"],
  messages: ["--sizes", "100,5000"],
  warm: ["--runs", "100"],
};
/** Runs all flow tests, some five minutes; puts load on the whole product for ten; needs a package of its own. */
const apart = ["use-cases", "load", "pages"];
/** What was found stands in the documents. */
const documents = join(import.meta.dirname, "..", "scripts", "generate-docs.ts");

const benches = readdirSync(import.meta.dirname).flatMap((file) => {
  const [name, extension] = file.split(".");
  return extension === "ts" && name !== undefined && name !== "main" ? [name] : [];
});
const [first, ...rest] = process.argv.slice(2);
if (first === "--check") process.exitCode = await runAll(checked, () => ["--check"]);
else if (first === undefined) {
  const whole = benches.filter((name) => !apart.includes(name));
  process.exitCode = await runAll(whole, (name) => wholeRun[name] ?? []);
  await runFile(documents);
} else if (benches.includes(first)) {
  process.exitCode = await run(first, rest);
  if (!rest.includes("--check")) await runFile(documents);
} else {
  console.error(`usage: npm run bench [-- --check | ${benches.join(" | ")} [options]]`);
  process.exitCode = 2;
}

async function runAll(names: readonly string[], optionsOf: (name: string) => readonly string[]): Promise<number> {
  const failed: string[] = [];
  for (const name of names) {
    const startedAt = performance.now();
    console.log(`\n── ${name} ──`);
    if ((await run(name, optionsOf(name))) !== 0) failed.push(name);
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  for (const name of failed)
    console.error(`failed: ${name} — alone: npm run bench -- ${name} ${optionsOf(name).join(" ")}`);
  return failed.length === 0 ? 0 : 1;
}

function run(name: string, options: readonly string[]): Promise<number> {
  return runFile(join(import.meta.dirname, `${name}.ts`), options);
}

function runFile(file: string, options: readonly string[] = []): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, [file, ...options], { stdio: "inherit" })
      .on("error", reject)
      .on("exit", (code) => resolve(code ?? 1));
  });
}
