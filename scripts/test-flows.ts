import { spawnSync } from "node:child_process";

/**
 * The flow tests; after all of them, every grant that none has used fails. Named files are run alone and judge no grant, and so
 * do runs on a target elsewhere, which records none.
 */
const record = "dist/permissions.jsonl";
const named = process.argv.slice(2);
const isWhole = named.length === 0 && (process.env.TEST_TARGET ?? "embedded") === "embedded";

function run(parameters: readonly string[]): number {
  const env = { ...process.env, ...(isWhole && { PERMISSIONS_RECORD: record }) };
  return spawnSync(process.execPath, parameters, { stdio: "inherit", env }).status ?? 1;
}

const flows = run(["node_modules/vitest/vitest.mjs", "run", "--project", "flows", ...named]);
process.exitCode = flows === 0 && isWhole ? run(["local/permissions.ts", "dist/assembly"]) : flows;
