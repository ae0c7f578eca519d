import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startProduct } from "../../local/product.ts";
import buildOnce from "./build-once.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data directory into which the demo campus was entered; copied by each product of a test. */
    demoData: string;
  }
}

/** Entering the campus takes seconds, so it is done once a run; the effects of its events are waited for this long. */
const settledWithinMs = 120_000;

/** Global set-up of the flows: the build, and the demo campus in a data directory to copy. */
export default async function prepareFlows(project: TestProject): Promise<() => void> {
  buildOnce();
  const dataDirectory = mkdtempSync(join(tmpdir(), "dangjian-demo-"));
  const product = await startProduct({ port: 0, dataDirectory, seed: "demo", isBuilding: false });
  await product.settled;
  await product.cloud.activity.quiesce(settledWithinMs);
  await product.stop();
  project.provide("demoData", dataDirectory);
  return () => rmSync(dataDirectory, { recursive: true, force: true });
}
