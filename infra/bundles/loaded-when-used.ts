import type { Plugin } from "esbuild";

/**
 * Packages that a function needs for few of its requests or not at once, by the name of the file beside the bundle in which they
 * lie: it is read and run at the first use, not at the start (ADR 0071).
 */
const heavyPackages: Readonly<Record<string, string>> = {
  "@aws-sdk/client-s3": "client-s3",
  "pinyin-pro": "pinyin-pro",
  docx: "docx",
  "hucre/xlsx": "hucre-xlsx",
  "ical-generator": "ical-generator",
  nodemailer: "nodemailer",
};

/** What our sources import of a package of which they use little; what is not here is not in its file. */
const usedOf: Readonly<Record<string, readonly string[]>> = {
  "@aws-sdk/client-s3": [
    "DeleteObjectCommand",
    "DeleteObjectsCommand",
    "GetObjectCommand",
    "ListObjectsV2Command",
    "NoSuchKey",
    "PutObjectCommand",
    "S3Client",
  ],
};

/** Whenever they are called these read or write a file of S3, and have its client in themselves. */
const alwaysWithFiles: readonly string[] = ["mix-feedback", "serve-page"];

const namespace = "loaded-when-used";

export function isAlwaysWithFiles(functionName: string): boolean {
  return alwaysWithFiles.includes(functionName);
}

export function packagesLoadedWhenUsed(functionName: string): Readonly<Record<string, string>> {
  if (!isAlwaysWithFiles(functionName)) return heavyPackages;
  const { "@aws-sdk/client-s3": _, ...others } = heavyPackages;
  return others;
}

/** The module of which the file beside the bundle is made. */
export function sourceOfPackage(name: string): string {
  return `export ${usedOf[name] === undefined ? "*" : `{ ${usedOf[name].join(", ")} }`} from ${JSON.stringify(name)};`;
}

/**
 * In place of each of these packages stands an object that asks the package when somebody asks it. esbuild copies the own
 * names of a CommonJS module at its import, and keeps its prototype: so the prototype is the one that asks.
 */
export function loadWhenUsed(packages: Readonly<Record<string, string>>): Plugin {
  const names = Object.keys(packages).map((name) => name.replace(/[/.-]/g, "\\$&"));
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^(${names.join("|")})$`) }, ({ path }) => ({ path, namespace }));
      build.onResolve({ filter: /^\.\//, namespace }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: standIn(`./${packages[path]}.js`) }));
    },
  };
}

function standIn(file: string): string {
  return `let found;
    const asking = new Proxy({}, { get: (_, name) => (found ??= require(${JSON.stringify(file)}))[name] });
    module.exports = Object.create(asking);`;
}

/** Which of the packages a bundle asks, by what esbuild says that it is made of. */
export function packagesIn(inputs: Readonly<Record<string, unknown>>): string[] {
  const prefix = `${namespace}:`;
  return Object.keys(inputs).flatMap((input) => (input.startsWith(prefix) ? [input.slice(prefix.length)] : []));
}
