import { spawn } from "node:child_process";
import { statfsSync } from "node:fs";
import { createInterface } from "node:readline";

/**
 * Runs every part of the tests and goes on after a failure, so that one run tells all. Each part is an npm script of its own.
 * Its lines are shown as they come; those of a part that failed once more at the end, in one piece.
 *
 * Flows wait for events a third of their time; beside them runs what needs one processor. The others use all there is, and side
 * by side they only get in each other's way.
 */
const rounds = [
  [
    ["build", "flows"],
    ["infra", "types", "bench", "lint", "imports", "dead", "docs"],
  ],
  [["unit"]],
  [["browser"]],
] as const;
type Part = (typeof rounds)[number][number][number];

interface Outcome {
  readonly part: Part;
  readonly hasPassed: boolean;
  readonly seconds: number;
  readonly printed: string;
}

/** Each product of a test keeps its tables in the temporary directory: in memory, where there is room, they wait for no disk. */
const memory = "/dev/shm";
const roomyBytes = 2 * 1024 ** 3;
const environment = { ...(hasRoom(memory) && { TMPDIR: memory }), ...process.env };

const startedAt = performance.now();
const outcomes: Outcome[] = [];
for (const lanes of rounds) outcomes.push(...(await Promise.all(lanes.map(runLane))).flat());

const failed = outcomes.filter(({ hasPassed }) => !hasPassed);
for (const { part, printed } of failed) console.log(`\n── ${part} failed ──\n${printed}`);
const times = outcomes.map(({ part, seconds }) => `${part} ${seconds} s`).join(" · ");
console.log(`\n${times} · in all ${secondsSince(startedAt)} s`);
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
      createInterface(stream).on("line", (line) => {
        printed += `${line}\n`;
        if (line.trim() !== "") console.log(`${part} │ ${line}`);
      });
    }
    child.on("error", reject).on("close", (code) => {
      const seconds = secondsSince(partStartedAt);
      console.log(`${part}: ${code === 0 ? "passed" : "failed"} after ${seconds} s`);
      resolve({ part, hasPassed: code === 0, seconds, printed });
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
