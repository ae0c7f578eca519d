import type { TestProject } from "vitest/node";

/** Global set-up of the flow files on a target elsewhere, which has its campus already. */
export default function provideNothing(project: TestProject): void {
  project.provide("demoData", "");
}
