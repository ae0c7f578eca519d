import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { startProduct } from "../local/product.ts";
import { launchBrowser } from "../tests/support/browser/chromium.ts";
import { login, openPage } from "../tests/support/browser/page.ts";
import { isWithinCeilings } from "./results/ceilings.ts";
import { saveResult } from "./results/results-file.ts";

/**
 * How long a frame takes while the list of people scrolls, for a hundred rows and for ten thousand: rows out of sight must
 * cost nothing, so the ratio has to stay near 1. The answer of the API is made here; everything else is the product in the
 * headless Chromium of the browser tests. `--url` takes a product that runs already, with its demo campus.
 */
const { values } = parseArgs({ options: { url: { type: "string" } } });
const sizes = [100, 10_000];
const frames = 240;
const pixelsAFrame = 180;
const department = "20050018";

function peopleOf(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    personId: `per-${index.toString(36).padStart(20, "0")}`,
    name: `测试人员${index}`,
    organizationId: "cczu-petrochem-b01",
    stage: index % 5 === 0 ? "activist" : "full_member",
    gender: index % 2 === 0 ? "male" : "female",
    campusId: `2018${String(index).padStart(6, "0")}`,
    isMobile: index % 50 === 0,
    isLostContact: false,
  }));
}

/** Milliseconds from one frame to the next, while the list moves a little in each. */
async function scroll(page: Page): Promise<number[]> {
  return await page.evaluate(
    async ({ frames, pixelsAFrame }) => {
      const holder = document.querySelector(".ant-table-tbody-virtual-holder");
      if (holder === null) throw new Error("the list is not drawn by its rows in sight");
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const times: number[] = [];
      let last = await nextFrame();
      for (let frame = 0; frame < frames; frame++) {
        const isDown = frame < frames / 2;
        holder.scrollTop += isDown ? pixelsAFrame : -pixelsAFrame;
        const now = await nextFrame();
        times.push(now - last);
        last = now;
      }
      return times;
    },
    { frames, pixelsAFrame },
  );
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
}

async function measureAt(baseUrl: string, size: number) {
  const browser = await launchBrowser({ isShort: false });
  try {
    const page = await openPage(browser, { size: "desktop", baseUrl });
    await page.route("**/api/people?**", (route) =>
      route.fulfill({ json: { items: peopleOf(size), nextCursor: null } }),
    );
    await login(page, department, "/people");
    await page.getByText("测试人员0", { exact: true }).waitFor();
    await scroll(page);
    const times = await scroll(page);
    return {
      median: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      rowsInPage: await page.locator(".ant-table-row").count(),
    };
  } finally {
    await browser.close();
  }
}

async function withProduct<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  if (values.url !== undefined) return await work(values.url);
  const dataDirectory = mkdtempSync(join(tmpdir(), "dangjian-bench-"));
  const product = await startProduct({ port: 0, dataDirectory, seed: "demo" });
  try {
    await product.settled;
    return await work(product.url);
  } finally {
    await product.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

const measured = await withProduct(async (url) => {
  const found: Record<string, Awaited<ReturnType<typeof measureAt>>> = {};
  for (const size of sizes) found[size] = await measureAt(url, size);
  return found;
});
const ratioOf = (key: "median" | "p95") => {
  const [small, large] = sizes.map((size) => measured[size]?.[key] ?? 0);
  return Math.round(((large ?? 0) / (small || 1)) * 100) / 100;
};
const ratio = { median: ratioOf("median"), p95: ratioOf("p95") };
for (const [size, { median, p95, rowsInPage }] of Object.entries(measured)) {
  console.log(`${size.padStart(6)} rows: ${rowsInPage} drawn, a frame takes ${median} ms, 95 of 100 at most ${p95} ms`);
}
console.log(`ratio ${ratio.median} (median), ${ratio.p95} (95th percentile)`);
saveResult("scrolling", { frames, measured, ratio });
if (!isWithinCeilings("scrolling", { "a frame of 10,000 rows to one of 100, median": ratio.median }))
  process.exitCode = 1;
