import type { TestProject } from "vitest/node";
import buildOnce from "./build-once.ts";
import { demoCampus } from "./demo-campus.ts";
import { startTestProduct } from "./product.ts";

/** Global set-up of the browser tests: one product with the demo campus for all of them. */
export default async function provideProduct(project: TestProject): Promise<() => Promise<void>> {
  buildOnce();
  const product = await startTestProduct({ seed: "demo", demoData: await demoCampus() });
  project.provide("productUrl", product.url);
  return () => product.stop();
}
