import { defineConfig } from "vitest/config";

const project = (name: string, options: object = {}) => ({
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], environment: "node", ...options },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", { testTimeout: 30_000, hookTimeout: 30_000 }),
      project("infra", { testTimeout: 60_000, hookTimeout: 120_000 }),
      project("flows", {
        testTimeout: 60_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        globalSetup: "tests/support/prepare-flows.ts",
      }),
      project("browser", {
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
        globalSetup: "tests/support/provide-product.ts",
      }),
    ],
  },
});
