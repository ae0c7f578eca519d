import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchBrowser } from "./chromium.ts";
import { expectNoPageErrors, login, openPage, type Size } from "./page.ts";
import { productUrl } from "./product-url.ts";

/** One browser for a test file; every page is closed after its test, which fails if something broke inside the page. */
export function browserSuite() {
  let browser: Browser | undefined;
  let pages: Page[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    const opened = pages;
    pages = [];
    await Promise.all(opened.map((page) => page.context().close()));
    for (const page of opened) expectNoPageErrors(page);
  });
  const open = async (size: Size): Promise<Page> => {
    if (!browser) throw new Error("The browser is started before the tests of a suite");
    const page = await openPage(browser, { size, baseUrl: productUrl() });
    pages.push(page);
    return page;
  };
  return {
    openAs: async (size: Size, accountId: string, path: string): Promise<Page> => {
      const page = await open(size);
      await login(page, accountId, path);
      return page;
    },
  };
}
