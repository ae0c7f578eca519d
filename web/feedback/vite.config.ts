import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const page = (name: string) => fileURLToPath(new URL(`./${name}.html`, import.meta.url));

/** The files that are loaded later load nothing themselves: what Vite would put around each import weighs a kilobyte. */
const plainImports = {
  name: "plain-imports",
  enforce: "pre",
  load: (id: string) =>
    id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined,
} as const;

/** The host of anonymous feedback: pages of their own that share no file with the application. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  publicDir: false,
  plugins: [plainImports],
  build: {
    target: ["chrome87", "safari14"],
    outDir: fileURLToPath(new URL("../../dist/feedback", import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    // Inlined assets would be data: URLs, and the preload helper a script that fetches.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { feedback: page("feedback"), ledger: page("ledger") } },
  },
});
