import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { embeddedOnly, everywhere } from "./tests/support/embedded-only.ts";

const project = (name: string, options: object = {}) => ({
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], environment: "node", ...options },
});

/** On a target elsewhere each file leaves the campus as the next one needs it. */
class OneAfterTheOther extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => (everywhere as readonly string[]).indexOf(basename(moduleId));
    return files.toSorted((one, other) => place(one) - place(other));
  }
}

const isEmbedded = (process.env.TEST_TARGET ?? "embedded") === "embedded";

/** Elsewhere all files share one product and its campus, so they go one after the other and leave out what only we have. */
const flowsElsewhere = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  fileParallelism: false,
  globalSetup: "tests/support/provide-nothing.ts",
  setupFiles: ["tests/support/skip-embedded-only.ts"],
  exclude: Object.entries(embeddedOnly).flatMap(([file, why]) =>
    typeof why === "string" ? [`tests/flows/${file}`] : [],
  ),
};

export default defineConfig({
  test: {
    // By itself vitest leaves one processor alone, which on two is half of the machine.
    maxWorkers: "100%",
    ...(!isEmbedded && { sequence: { sequencer: OneAfterTheOther } }),
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
      project(
        "flows",
        isEmbedded
          ? // Each file has a product of its own, with its own data; the sandboxes of the one before serve it.
            {
              isolate: false,
              testTimeout: 60_000,
              hookTimeout: 120_000,
              maxWorkers: 2,
              globalSetup: "tests/support/provide-demo-campus.ts",
            }
          : flowsElsewhere,
      ),
      // Files share a process with one product and one browser, which take seconds to get warm.
      project("browser", {
        testTimeout: 180_000,
        hookTimeout: 180_000,
        isolate: false,
        // They wait for pages and for events half of their time.
        maxWorkers: 3,
        globalSetup: ["tests/support/provide-demo-campus.ts", "tests/support/browser/provide-product-data.ts"],
      }),
    ],
  },
});
