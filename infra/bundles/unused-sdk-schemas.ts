import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/**
 * A client of the SDK comes with the schemas of all its operations, and a function uses some three. esbuild leaves out what nobody uses
 * only where making it can do nothing else; `{ [_hH]: name }` could, for all it knows. So each schema is marked (ADR 0088).
 */
export const unusedSdkSchemas: Plugin = {
  name: "unused-sdk-schemas",
  setup(build) {
    build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_\d+\.js$/ }, ({ path }) => ({
      contents: markSchemas(readFileSync(path, "utf8")),
      loader: "js",
    }));
  },
};

/** The SDK writes each schema as a statement of its own, which begins and ends at the beginning and the end of a line. */
export function markSchemas(code: string): string {
  return code.replace(/^((?:export )?var \S+ = )(\[[\s\S]*?\]);$/gm, "$1/* @__PURE__ */ (() => $2)();");
}
