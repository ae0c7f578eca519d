import type { Page } from "playwright-core";
import { restAt, type Size, sizes } from "./page.ts";

/**
 * Pages for the next test of a size: a context of its own for each test starts a process, and has it load, compile and
 * lay out everything anew, which takes longer than most journeys. What a test leaves in the browser is cleared.
 */
export function keptPages() {
  const idle: Record<Size, Page[]> = { phone: [], desktop: [] };
  return {
    take: (size: Size): Page | undefined => idle[size].pop(),
    async keep(page: Page, size: Size): Promise<void> {
      if (page.isClosed()) return page.context().close();
      await clear(page, size);
      idle[size].push(page);
    },
  };
}

async function clear(page: Page, size: Size): Promise<void> {
  const context = page.context();
  await context.setOffline(false);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await Promise.all(
    context
      .pages()
      .filter((other) => other !== page)
      .map((other) => other.close()),
  );
  await page.setViewportSize(sizes[size].viewport);
  await restAt(page);
  await page.evaluate(() => sessionStorage.clear());
  const protocol = await context.newCDPSession(page);
  await protocol.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "all" });
  await protocol.detach();
  await context.clearCookies();
}
