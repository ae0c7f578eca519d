import { readFileSync } from "node:fs";
import { join } from "node:path";

interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** Licences under which a package may come in: they ask for a notice at most, wherever the package is used. */
const permissive = new Set([
  "MIT",
  "MIT-0",
  "Apache-2.0",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "Python-2.0",
]);

/** Fit for tools and for what is served unchanged, not for what is built into a function. */
const forTools = new Set([...permissive, "MPL-2.0", "OFL-1.1"]);

/** Whether a licence expression (SPDX) allows the use: one side of an OR is enough, an AND needs both. */
export function isAllowed(expression: string, isTool: boolean): boolean {
  const allowed = isTool ? forTools : permissive;
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  return plain.split(" OR ").some((side) => side.split(" AND ").every((licence) => allowed.has(licence)));
}

/** Every package of the lockfile by its licence; throws at one whose licence nobody has agreed to. */
export function describeLicences(packages: Readonly<Record<string, LockedPackage>>): string {
  const rows = Object.entries(packages).flatMap(([path, { version, license, dev = false, optional = false }]) => {
    if (path === "") return [];
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    // A build of another package for one platform; the lockfile says nothing of those that were not installed.
    if (license === undefined && optional) return [];
    if (license === undefined || !isAllowed(license, dev)) {
      throw new Error(`${name} ${version} is under ${license ?? "no known licence"}: scripts/describe-licences.ts`);
    }
    return [{ name: `${name} ${version}`, license, where: dev ? "tools" : "product" }];
  });
  const lines = [...new Set(rows.map(({ name, license, where }) => `| ${name} | ${license} | ${where} |`))].sort();
  return `# 依赖许可证 · Licences

Of every package in the lockfile, made by \`npm run openapi\`. “product” is what functions load; “tools” are development and the web,
whose packages are built into its files. A licence that is not on the list of \`scripts/describe-licences.ts\` fails the build.

| package | licence | used by |
|---|---|---|
${lines.join("\n")}
`;
}

export function readLockedPackages(): Readonly<Record<string, LockedPackage>> {
  const file = join(import.meta.dirname, "../package-lock.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, LockedPackage> }).packages;
}
