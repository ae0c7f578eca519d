import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeLicences, isAllowed } from "../../../scripts/describe-licences.ts";

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly inBundle?: boolean;
}

const read = <Shape>(file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../..", file), "utf8")) as Shape;
const own = read<{
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}>("package.json");
const { packages } = read<{ packages: Record<string, Locked> }>("package-lock.json");
const locked = Object.entries(packages).filter(([path]) => path !== "");
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

describe("dependencies", () => {
  test("are pinned to one version each, and the lockfile has that version", () => {
    for (const [name, version] of Object.entries({ ...own.dependencies, ...own.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  test("come from the registry that npm is set to, and are what they were when they were locked", () => {
    // The lockfile names no address, so that nothing can be fetched from another place.
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    // Packages inside of another one come with its digest; builds for other platforms were never fetched.
    const open = locked.filter(([, { integrity, inBundle, optional }]) => !integrity && !inBundle && !optional);
    expect(open.map(([path]) => path)).toEqual([]);
    for (const [path, { integrity }] of locked) if (integrity) expect(integrity, path).toMatch(/^sha512-/);
  });

  test("run no script at their installation unless somebody decided about them by name", () => {
    const withScripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(new Set(Object.keys(own.allowScripts))).toEqual(new Set(withScripts));
  });
});

describe("a licence", () => {
  test("of tools may ask for more than one that is built into a function", () => {
    expect(isAllowed("MIT", false)).toBe(true);
    expect(isAllowed("(BSD-2-Clause OR GPL-2.0-only)", false)).toBe(true);
    expect(isAllowed("Apache-2.0 AND MIT", false)).toBe(true);
    expect(isAllowed("MPL-2.0", false)).toBe(false);
    expect(isAllowed("MPL-2.0", true)).toBe(true);
    expect(isAllowed("AGPL-3.0-or-later", true)).toBe(false);
    expect(isAllowed("Apache-2.0 AND GPL-3.0", true)).toBe(false);
  });

  test("that is unknown fails the documents", () => {
    const given = { "": { version: "1.0.0" }, "node_modules/a": { version: "1.0.0", license: "SEE LICENSE" } };
    expect(() => describeLicences(given)).toThrow("a 1.0.0");
    expect(() => describeLicences({ "node_modules/b": { version: "1.0.0" } })).toThrow("no known licence");
    expect(describeLicences({ "node_modules/c/node_modules/@x/d": { version: "2.0.0", license: "ISC" } })).toContain(
      "| @x/d 2.0.0 | ISC | product |",
    );
  });
});
