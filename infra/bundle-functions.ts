import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import {
  isAlwaysWithFiles,
  loadWhenUsed,
  packagesIn,
  packagesLoadedWhenUsed,
  sourceOfPackage,
} from "./bundles/loaded-when-used.ts";
import { routeKeysOnly } from "./bundles/route-keys.ts";
import { schemasWhenUsed } from "./bundles/schemas-when-used.ts";
import { unusedSdkSchemas } from "./bundles/unused-sdk-schemas.ts";

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
  // What the SDK imports when it first calls becomes `require`: `import("node:http")` reads every export of that module, and
  // with them all of undici, which nothing there uses: the largest single part of a first call.
  supported: { "dynamic-import": false },
  // Else each Chinese character takes six bytes instead of three.
  charset: "utf8",
  alias: {
    "@aws-sdk/credential-provider-node": join(import.meta.dirname, "function-credentials.ts"),
    "@smithy/core/event-streams": join(import.meta.dirname, "bundles", "no-event-streams.ts"),
  },
  legalComments: "none",
  logLevel: "warning",
};

/** What esbuild made: of which files each bundle consists, by the name of its function. */
export type Bundles = ReadonlyMap<string, Pick<Metafile, "outputs">>;

/** Bundles all functions with their SDK clients, and beside each what it loads later. */
export async function bundleFunctions(directory = bundleDirectory): Promise<Bundles> {
  const kinds = Map.groupBy(functionNames(), kindOf);
  const groups = await Promise.all([...kinds].map(([kind, names]) => bundleAll(directory, names, pluginsFor[kind])));
  const made = new Map(groups.flatMap((group) => [...group]));
  const later = new Map([...made].map(([name, bundle]) => [name, packagesIn(inputsOf(bundle))]));
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

/** Functions that are bundled alike. */
const pluginsFor = {
  any: [loadWhenUsed(packagesLoadedWhenUsed("any")), schemasWhenUsed],
  files: [loadWhenUsed(packagesLoadedWhenUsed("serve-page")), schemasWhenUsed],
  fallback: [loadWhenUsed(packagesLoadedWhenUsed("any")), routeKeysOnly],
} as const satisfies Record<string, Plugin[]>;

function kindOf(name: string): keyof typeof pluginsFor {
  if (name === "unmatched-route") return "fallback";
  return isAlwaysWithFiles(name) ? "files" : "any";
}

/** Many functions at once: what they share, most of all the SDK, is read and parsed for the first and linked for each. */
async function bundleAll(directory: string, names: readonly string[], plugins: readonly Plugin[]): Promise<Bundles> {
  const { metafile } = await build({
    ...bundleOptions,
    plugins: [...plugins, unusedSdkSchemas],
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(sources, name, "handler.ts")])),
    outdir: directory,
    metafile: true,
  });
  const outputs = Object.entries(metafile.outputs);
  return new Map(
    names.map((name) => [
      name,
      { outputs: Object.fromEntries(outputs.filter(([path]) => path.endsWith(`/${name}/index.js`))) },
    ]),
  );
}

function inputsOf({ outputs }: Pick<Metafile, "outputs">): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...Object.values(outputs).map(({ inputs }) => inputs));
}

async function bundlePackage(directory: string, name: string): Promise<void> {
  const contents = sourceOfPackage(name);
  const outfile = join(directory, `${packagesLoadedWhenUsed("any")[name]}.js`);
  await build({ ...bundleOptions, plugins: [unusedSdkSchemas], stdin: { contents, resolveDir: root }, outfile });
}

/** What an earlier state of the sources left behind would be deployed too. */
function removeOthers(directory: string, wanted: readonly string[]): void {
  for (const file of readdirSync(directory)) {
    if (!wanted.includes(file)) rmSync(join(directory, file), { recursive: true });
  }
}
