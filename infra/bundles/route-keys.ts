import type { Plugin } from "esbuild";
import { allRoutes } from "../../lib/contract.ts";

/** The function that answers for what no route matches needs the keys of all routes and none of their schemas. */
export const routeKeysOnly: Plugin = {
  name: "route-keys-only",
  setup(build) {
    build.onLoad({ filter: /\/lib\/contract\.ts$/ }, () => {
      const keys = allRoutes.map(({ key }) => ({ key }));
      return { contents: `export const allRoutes = ${JSON.stringify(keys)};` };
    });
  },
};
