import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Global set-up of the flows and the browser tests: builds what they run, unless it is there and unchanged. */
export default function buildOnce(): void {
  const script = join(import.meta.dirname, "../../scripts/build.ts");
  const { status } = spawnSync(process.execPath, [script], { stdio: "inherit" });
  if (status !== 0) throw new Error("the build failed");
}
