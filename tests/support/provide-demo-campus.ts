import type { TestProject } from "vitest/node";
import buildOnce from "./build-once.ts";
import { demoCampus } from "./demo-campus.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data directory into which the demo campus was entered; copied by each product of a test. */
    demoData: string;
  }
}

/** Global set-up of the flows and the browser tests: the build, and the demo campus in a data directory to copy. */
export default async function provideDemoCampus(project: TestProject): Promise<void> {
  buildOnce();
  project.provide("demoData", await demoCampus());
}
