import { spawn } from "node:child_process";

/**
 * Runs every part of the tests, the cheap ones first, and goes on after a failure, so that one run tells all. Each part is
 * an npm script of its own.
 */
const parts = ["types", "lint", "imports", "dead", "docs", "unit", "infra", "flows", "browser"] as const;

const failed: string[] = [];
const times: string[] = [];
for (const part of parts) {
  console.log(`\n── ${part} ──`);
  const startedAt = performance.now();
  if ((await run(part)) !== 0) failed.push(part);
  times.push(`${part} ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}
console.log(`\n${times.join(" · ")}`);
for (const part of failed) console.log(`failed: ${part} — alone: npm run test:${part}`);
console.log(`${parts.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

function run(part: string): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn("npm", ["run", "--silent", `test:${part}`], { stdio: ["ignore", "inherit", "inherit"] })
      .on("error", reject)
      .on("exit", (code) => resolve(code ?? 1));
  });
}
