import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundleDirectory, bundleFunctions, functionNames } from "../infra/bundle-functions.ts";
import { isWithinCeilings } from "./results/ceilings.ts";

/** Sizes of what functions read at their start. `--check` holds them to `ceilings.json`. */
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
// Apart from the bundles of the build, which others may be reading.
mkdirSync(join(bundleDirectory, ".."), { recursive: true });
const directory = mkdtempSync(join(bundleDirectory, "..", "bundles-"));
const bundles = join(directory, "functions");
await bundleFunctions(bundles);

const kilobytes = (name: string) => Math.round(statSync(join(bundles, name, "index.js")).size / 1000);
const largest = (names: readonly string[]) => Math.max(...names.map(kilobytes));
const names = functionNames();
const found = {
  "the largest bundle behind the API, kB": largest(names.filter((name) => name.endsWith("-api"))),
  "the largest other bundle, kB": largest(names.filter((name) => !name.endsWith("-api"))),
  "the verifier of tokens, kB": kilobytes("verify-token"),
};
rmSync(directory, { recursive: true });
for (const [name, size] of Object.entries(found)) console.log(`${name.padEnd(44)}${String(size).padStart(7)}`);
if (values.check) process.exitCode = isWithinCeilings("bundles", found) ? 0 : 1;
