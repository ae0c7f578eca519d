import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the products of this run keep their data; removed at its end. */
    productData: string;
  }
}

/** Global set-up of the browser tests: nobody tells a process which of its files is the last, so it cannot clear up itself. */
export default function provideProductData(project: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), "dangjian-browser-"));
  project.provide("productData", directory);
  return () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
