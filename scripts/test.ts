import { spawn } from "node:child_process";
import { statfsSync } from "node:fs";

/**
 * Runs every part of the tests, the cheap ones first, and goes on after a failure, so that one run tells all. Each part is
 * an npm script of its own. Parts that use one processor run side by side, and print when they end; the others use all
 * processors by themselves and print as they go.
 */
const sideBySide = ["infra", "types", "lint", "bench", "imports", "dead", "docs"] as const;
const alone = ["unit", "flows", "browser"] as const;
const lanes = 2;

interface Outcome {
  readonly part: string;
  readonly hasPassed: boolean;
  readonly seconds: number;
}

/** Each product of a test keeps its tables in the temporary directory: in memory, where there is room, they wait for no disk. */
const memory = "/dev/shm";
const roomyBytes = 2 * 1024 ** 3;
const environment = { ...(hasRoom(memory) && { TMPDIR: memory }), ...process.env };

const startedAt = performance.now();
const waiting: string[] = [...sideBySide];
const outcomes = (await Promise.all(Array.from({ length: lanes }, runLane))).flat();
for (const part of alone) outcomes.push(await run(part));

console.log(
  `\n${outcomes.map(({ part, seconds }) => `${part} ${seconds} s`).join(" · ")} · in all ${secondsSince(startedAt)} s`,
);
const failed = outcomes.filter(({ hasPassed }) => !hasPassed);
for (const { part } of failed) console.log(`failed: ${part} — alone: npm run test:${part}`);
console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runLane(): Promise<Outcome[]> {
  const done: Outcome[] = [];
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    let kept = "";
    done.push(
      await run(part, (text) => {
        kept += text;
      }),
    );
    process.stdout.write(kept);
  }
  return done;
}

/** Without `keep` the part writes to the terminal itself. */
function run(part: string, keep?: (text: string) => void): Promise<Outcome> {
  const partStartedAt = performance.now();
  const heading = `\n── ${part} ──\n`;
  if (keep) keep(heading);
  else process.stdout.write(heading);
  const output = keep ? "pipe" : "inherit";
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", `test:${part}`], {
      env: environment,
      stdio: ["ignore", output, output],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => keep?.(text));
    child
      .on("error", reject)
      .on("close", (code) => resolve({ part, hasPassed: code === 0, seconds: secondsSince(partStartedAt) }));
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
