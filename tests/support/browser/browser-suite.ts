import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { startTestProduct, type TestProduct } from "../product.ts";
import { launchBrowser } from "./chromium.ts";
import { expectNoPageErrors, login, openPage, type Size } from "./page.ts";

/**
 * A product with the demo campus and a browser for a test file; every page is closed after its test, which fails if
 * something broke inside the page.
 */
export function browserSuite() {
  let product: TestProduct | undefined;
  let browser: Browser | undefined;
  let pages: Page[] = [];
  beforeAll(async () => {
    product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  afterEach(async () => {
    const opened = pages;
    pages = [];
    await Promise.all(opened.map((page) => page.context().close()));
    for (const page of opened) expectNoPageErrors(page);
  });
  const running = (): TestProduct => {
    if (!product) throw new Error("The product is started before the tests of a suite");
    return product;
  };
  const open = async (size: Size, baseUrl = running().url): Promise<Page> => {
    if (!browser) throw new Error("The browser is started before the tests of a suite");
    const page = await openPage(browser, { size, baseUrl });
    pages.push(page);
    return page;
  };
  return {
    running,
    /** A page of somebody who is not signed in. */
    openAt: async (size: Size, url: string): Promise<Page> => {
      const page = await open(size, new URL(url).origin);
      await page.goto(url);
      return page;
    },
    openAs: async (size: Size, accountId: string, path: string): Promise<Page> => {
      const page = await open(size);
      await login(page, accountId, path);
      return page;
    },
  };
}
