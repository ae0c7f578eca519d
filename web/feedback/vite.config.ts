import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The writer's page: a site of its own on a host of its own, without a line of the application. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  publicDir: false,
  build: {
    target: ["chrome87", "safari14"],
    outDir: fileURLToPath(new URL("../../dist/feedback", import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { feedback: fileURLToPath(new URL("./feedback.html", import.meta.url)) },
    },
  },
});
