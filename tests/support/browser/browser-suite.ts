import type { Page } from "playwright-core";
import { afterEach, beforeAll } from "vitest";
import { enter, expectNoPageErrors, login, openPage, restAt, type Size } from "./page.ts";
import { storedSessions } from "./session.ts";
import { type Shared, shareProduct } from "./shared.ts";

interface Running extends Shared {
  readonly sessionOf: ReturnType<typeof storedSessions>;
}

/**
 * Pages of the product for a test file. After each test they are closed or cleared, and the test fails if something broke
 * inside one of them.
 */
export function browserSuite() {
  let suite: Running | undefined;
  const opened = new Map<Page, Size | "once">();
  beforeAll(async () => {
    const shared = await shareProduct();
    suite = { ...shared, sessionOf: storedSessions(shared.product) };
  });
  afterEach(async ({ task }) => {
    const pages = [...opened];
    opened.clear();
    const hasFailed = task.result?.state === "fail";
    await Promise.all(
      pages.map(([page, use]) =>
        use === "once" || hasFailed ? page.context().close() : running().pages.keep(page, use),
      ),
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
      const { browser, pages, product, sessionOf } = running();
      const session = await sessionOf(accountId);
      const page = pages.take(size) ?? (await restAt(await openPage(browser, { size, baseUrl: product.url })));
      opened.set(page, size);
      await enter(page, session, path);
      return page;
    },
  };
}
