import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { inject } from "vitest";
import { startTestProduct, type TestProduct } from "../product.ts";
import { launchBrowser } from "./chromium.ts";
import { keptPages } from "./kept-pages.ts";

export interface Shared {
  readonly product: TestProduct;
  readonly browser: Browser;
  readonly pages: ReturnType<typeof keptPages>;
}

let shared: Promise<Shared> | undefined;

/**
 * One product with the demo campus and one browser for all files of a process: each file alone spent seconds until every
 * function was loaded. So a file leaves the campus as another one may find it. Both end with the process.
 */
export function shareProduct(): Promise<Shared> {
  shared ??= start();
  return shared;
}

async function start(): Promise<Shared> {
  const keepData = mkdtempSync(join(inject("productData"), "product-"));
  const product = await startTestProduct({ seed: "demo", demoData: inject("demoData"), keepData });
  return { product, browser: await launchBrowser({ isShort: true }), pages: keptPages() };
}
