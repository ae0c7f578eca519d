import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { loadWhenUsed, packagesIn, packagesLoadedWhenUsed } from "./bundles/loaded-when-used.ts";
import { routeKeysOnly } from "./bundles/route-keys.ts";

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

/** What esbuild made: of which files each bundle consists, by the name of its function. */
export type Bundles = ReadonlyMap<string, Metafile>;

/** Bundles all functions with their SDK clients, and beside each what it loads later. */
export async function bundleFunctions(directory = bundleDirectory): Promise<Bundles> {
  const made = new Map(
    await Promise.all(functionNames().map(async (name) => [name, await bundle(directory, name)] as const)),
  );
  const later = new Map([...made].map(([name, { inputs }]) => [name, packagesIn(inputs)]));
  const packages = `${directory}-packages`;
  await Promise.all([...new Set([...later.values()].flat())].map((name) => bundlePackage(packages, name)));
  for (const [name, names] of later) {
    const files = names.map((one) => `${packagesLoadedWhenUsed(name)[one]}.js`);
    for (const file of files) copyFileSync(join(packages, file), join(directory, name, file));
    // Says what the bundle is, wherever the directory lies: on Lambda, or below this repository with its ES modules.
    writeFileSync(join(directory, name, "package.json"), '{ "type": "commonjs" }\n');
    removeOthers(join(directory, name), ["index.js", "package.json", ...files]);
  }
  return made;
}

async function bundle(directory: string, name: string): Promise<Metafile> {
  const { metafile } = await build({
    ...bundleOptions,
    plugins: [loadWhenUsed(packagesLoadedWhenUsed(name)), ...(name === "unmatched-route" ? [routeKeysOnly] : [])],
    entryPoints: [join(sources, name, "handler.ts")],
    outfile: join(directory, name, "index.js"),
    metafile: true,
  });
  return metafile;
}

async function bundlePackage(directory: string, name: string): Promise<void> {
  const contents = `export * from ${JSON.stringify(name)};`;
  const outfile = join(directory, `${packagesLoadedWhenUsed("any-api")[name]}.js`);
  await build({ ...bundleOptions, stdin: { contents, resolveDir: root }, outfile });
}

/** What an earlier state of the sources left behind would be deployed too. */
function removeOthers(directory: string, wanted: readonly string[]): void {
  for (const file of readdirSync(directory)) {
    if (!wanted.includes(file)) rmSync(join(directory, file), { recursive: true });
  }
}
