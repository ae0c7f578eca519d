import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { startTestProduct, type TestProduct } from "../product.ts";
import { launchBrowser } from "./chromium.ts";
import { keptPages } from "./kept-pages.ts";
import { enter, expectNoPageErrors, login, openPage, restAt, type Size } from "./page.ts";
import { storedSessions } from "./session.ts";

interface Running {
  readonly product: TestProduct;
  readonly browser: Browser;
  readonly sessionOf: ReturnType<typeof storedSessions>;
}

/**
 * A product with the demo campus and a browser for a test file. After each test its pages are closed or cleared, and the
 * test fails if something broke inside one of them.
 */
export function browserSuite() {
  let suite: Running | undefined;
  const kept = keptPages();
  const opened = new Map<Page, Size | "once">();
  beforeAll(async () => {
    const product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
    suite = { product, browser: await launchBrowser(), sessionOf: storedSessions(product) };
  });
  afterAll(async () => {
    await suite?.browser.close();
    await suite?.product.stop();
  });
  afterEach(async ({ task }) => {
    const pages = [...opened];
    opened.clear();
    const hasFailed = task.result?.state === "fail";
    await Promise.all(
      pages.map(([page, use]) => (use === "once" || hasFailed ? page.context().close() : kept.keep(page, use))),
    );
    for (const [page] of pages) expectNoPageErrors(page);
  });
  const running = (): Running => {
    if (!suite) throw new Error("The product and the browser are started before the tests of a suite");
    return suite;
  };
  const openOnce = async (size: Size, baseUrl: string): Promise<Page> => {
    const page = await openPage(running().browser, { size, baseUrl });
    opened.set(page, "once");
    return page;
  };
  return {
    running: () => running().product,
    /** A page of somebody who is not signed in. */
    openAt: async (size: Size, url: string): Promise<Page> => {
      const page = await openOnce(size, new URL(url).origin);
      await page.goto(url);
      return page;
    },
    /** The way that a person goes: over the login page. */
    signInAs: async (size: Size, accountId: string, path: string): Promise<Page> => {
      const page = await openOnce(size, running().product.url);
      await login(page, accountId, path);
      return page;
    },
    /** A page of somebody who is signed in already. */
    openAs: async (size: Size, accountId: string, path: string): Promise<Page> => {
      const { browser, product, sessionOf } = running();
      const session = await sessionOf(accountId);
      const page = kept.take(size) ?? (await restAt(await openPage(browser, { size, baseUrl: product.url })));
      opened.set(page, size);
      await enter(page, session, path);
      return page;
    },
  };
}
