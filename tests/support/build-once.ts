import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Global set-up of the flows and the browser tests: builds what they run, unless it is there and unchanged. The record of
 * used permissions and of units starts anew, so that it tells of this run alone.
 */
export default function buildOnce(): void {
  for (const name of ["PERMISSIONS_RECORD", "UNITS_RECORD"]) {
    const record = process.env[name];
    if (record !== undefined) rmSync(record, { force: true });
  }
  const script = join(import.meta.dirname, "../../scripts/build.ts");
  const { status } = spawnSync(process.execPath, [script], { stdio: "inherit" });
  if (status !== 0) throw new Error("the build failed");
}
