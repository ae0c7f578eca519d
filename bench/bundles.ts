import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundleDirectory, functionNames } from "../infra/bundle-functions.ts";
import { isWithinCeilings } from "./results/ceilings.ts";

/** Sizes of what functions read at their start. `--check` holds them to `ceilings.json`. */
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
// Nothing is built where nothing has changed.
const build = join(import.meta.dirname, "..", "scripts", "build.ts");
execFileSync(process.execPath, [build, "--only", "assembly"], { stdio: "ignore" });

const kilobytes = (name: string) => Math.round(statSync(join(bundleDirectory, name, "index.js")).size / 1000);
const largest = (names: readonly string[]) => Math.max(...names.map(kilobytes));
const names = functionNames();
const found = {
  "the largest bundle behind the API, kB": largest(names.filter((name) => name.endsWith("-api"))),
  "the largest other bundle, kB": largest(names.filter((name) => !name.endsWith("-api"))),
  "the verifier of tokens, kB": kilobytes("verify-token"),
};
for (const [name, size] of Object.entries(found)) console.log(`${name.padEnd(44)}${String(size).padStart(7)}`);
if (values.check) process.exitCode = isWithinCeilings("bundles", found) ? 0 : 1;
