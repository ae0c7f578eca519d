import { defineConfig } from "vitest/config";

const project = (name: string, options: object = {}) => ({
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], environment: "node", ...options },
});

export default defineConfig({
  test: {
    // By itself vitest leaves one processor alone, which on two is half of the machine.
    maxWorkers: "100%",
    projects: [
      // Files share a process and its modules: loading them anew for each file was half of the time. So no file leaves
      // anything behind in a module, a mock or the environment.
      project("unit", {
        testTimeout: 30_000,
        hookTimeout: 30_000,
        isolate: false,
        restoreMocks: true,
        unstubEnvs: true,
      }),
      project("infra", { testTimeout: 60_000, hookTimeout: 120_000 }),
      // Each file has a product of its own, on free ports and with its own data.
      project("flows", {
        testTimeout: 60_000,
        hookTimeout: 120_000,
        maxWorkers: 2,
        globalSetup: "tests/support/provide-demo-campus.ts",
      }),
      project("browser", {
        testTimeout: 120_000,
        hookTimeout: 180_000,
        maxWorkers: 2,
        globalSetup: "tests/support/provide-demo-campus.ts",
      }),
    ],
  },
});
