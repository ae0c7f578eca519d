import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { countResources } from "./cost/count-resources.ts";
import { saveResult } from "./results/results-file.ts";

/**
 * Counts what a deployment consists of, for the bill and the quotas, in seconds: `npm run bench -- resources`. A test of the
 * templates says when it is due.
 */
const root = join(import.meta.dirname, "..");
const build = ["scripts/build.ts", "--only", "assembly"];
if (spawnSync(process.execPath, build, { cwd: root, stdio: "inherit" }).status !== 0) throw new Error("no assembly");
const counts = countResources(join(root, "dist", "assembly"));
saveResult("resources", { counts });
for (const [type, count] of Object.entries(counts)) console.log(`${String(count).padStart(6)}  ${type}`);
