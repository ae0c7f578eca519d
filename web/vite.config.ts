import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * The UI library writes its styles into `<style>` elements at run time, which a `style-src 'self'` policy refuses. The two
 * modules that do it are replaced by ours, which uses constructed style sheets: the policy does not concern those.
 */
function styleSheetsInsteadOfStyleElements(): Plugin {
  const replacement = fileURLToPath(new URL("./src/desktop/style-sheets.ts", import.meta.url));
  return {
    name: "style-sheets-instead-of-style-elements",
    enforce: "pre",
    resolveId: (source) => (/\/Dom\/dynamicCSS(\.js)?$|\/cssUtils(\.js)?$/.test(source) ? replacement : undefined),
  };
}

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  plugins: [react(), styleSheetsInsteadOfStyleElements()],
  build: {
    // The engines of older WeChat and WeCom clients, and of iPhones that are no longer updated.
    target: ["chrome87", "safari14"],
    outDir: fileURLToPath(new URL("../dist/web", import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    // Inlined assets would be data: URLs, which the content security policy does not allow.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The host of anonymous feedback is built apart from this, in `feedback/`: its pages share no file with these.
      input: {
        index: fileURLToPath(new URL("./index.html", import.meta.url)),
        "service-worker": fileURLToPath(new URL("./src/offline/service-worker.ts", import.meta.url)),
      },
      output: {
        // A worker is known by its address, and reaches no further than the folder in which it lies.
        entryFileNames: ({ name }) => (name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
