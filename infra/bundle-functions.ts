import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, buildSync } from "esbuild";

const root = join(import.meta.dirname, "..");
const sources = join(root, "functions");

/** Where the bundles are: one directory per function, with `index.js`. */
export const bundleDirectory = join(root, "dist", "functions");

/** Every directory of `functions/` with a handler is one Lambda function. */
export function functionNames(): string[] {
  return readdirSync(sources).filter((name) => existsSync(join(sources, name, "handler.ts")));
}

/** CommonJS, because it loads faster than ES modules on Lambda. The same sources give the same bytes. */
export const bundleOptions: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  mainFields: ["module", "main"],
  minify: true,
  // Else each Chinese character takes six bytes instead of three.
  charset: "utf8",
  alias: { "@aws-sdk/credential-provider-node": join(import.meta.dirname, "function-credentials.ts") },
  legalComments: "none",
  logLevel: "warning",
};

/** Bundles all functions with their SDK clients. */
export function bundleFunctions(): void {
  const entryPoints = functionNames().map((name) => ({
    in: join(sources, name, "handler.ts"),
    out: join(name, "index"),
  }));
  buildSync({ ...bundleOptions, entryPoints, outdir: bundleDirectory });
  // Says what the bundle is, wherever the directory lies: on Lambda, or below this repository with its ES modules.
  for (const name of functionNames()) {
    writeFileSync(join(bundleDirectory, name, "package.json"), '{ "type": "commonjs" }\n');
  }
}
