import { spawn } from "node:child_process";
import { statfsSync } from "node:fs";

/**
 * Runs every part of the tests and goes on after a failure, so that one run tells all. Each part is an npm script of its own.
 * What a part prints is shown when it ends.
 *
 * Flows wait for events a third of their time; beside them runs what needs one processor. Browser tests use all there is.
 */
const lanes = [
  ["build", "flows"],
  ["infra", "types", "bench", "lint", "imports", "dead", "docs", "unit"],
] as const;
const alone = ["browser"] as const;
type Part = (typeof lanes)[number][number] | (typeof alone)[number];

interface Outcome {
  readonly part: Part;
  readonly hasPassed: boolean;
  readonly seconds: number;
}

/** Each product of a test keeps its tables in the temporary directory: in memory, where there is room, they wait for no disk. */
const memory = "/dev/shm";
const roomyBytes = 2 * 1024 ** 3;
const environment = { ...(hasRoom(memory) && { TMPDIR: memory }), ...process.env };

const startedAt = performance.now();
const outcomes = (await Promise.all(lanes.map(runLane))).flat();
outcomes.push(...(await runLane(alone)));

const times = outcomes.map(({ part, seconds }) => `${part} ${seconds} s`).join(" · ");
console.log(`\n${times} · in all ${secondsSince(startedAt)} s`);
const failed = outcomes.filter(({ hasPassed }) => !hasPassed);
for (const { part } of failed) console.log(`failed: ${part} — alone: npm run test:${part}`);
console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runLane(parts: readonly Part[]): Promise<Outcome[]> {
  const done: Outcome[] = [];
  for (const part of parts) done.push(await run(part));
  return done;
}

function run(part: Part): Promise<Outcome> {
  const partStartedAt = performance.now();
  console.log(`${part}: started`);
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", `test:${part}`], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
      });
    }
    child.on("error", reject).on("close", (code) => {
      const seconds = secondsSince(partStartedAt);
      console.log(`\n── ${part}: ${code === 0 ? "passed" : "failed"} after ${seconds} s ──\n${printed}`);
      resolve({ part, hasPassed: code === 0, seconds });
    });
  });
}

function hasRoom(directory: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize >= roomyBytes;
  } catch {
    // A system without it.
    return false;
  }
}

function secondsSince(moment: number): number {
  return Math.round((performance.now() - moment) / 1000);
}
