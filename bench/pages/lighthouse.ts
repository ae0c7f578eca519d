import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import type { Size } from "../../tests/support/browser/page.ts";
import type { StoredSession } from "../../tests/support/browser/session.ts";
import { freePort } from "../../tests/support/free-port.ts";
import { startChromium } from "./chromium.ts";
import type { PageResult } from "./page-result.ts";

const directory = join(import.meta.dirname, "..", "lighthouse");

/** What we use of Puppeteer, which comes with Lighthouse. */
interface Tab {
  goto(url: string): Promise<unknown>;
  evaluate(work: (key: string, value: string) => void, key: string, value: string): Promise<void>;
}
interface Chromium {
  createBrowserContext(): Promise<{ newPage(): Promise<Tab>; close(): Promise<void> }>;
  disconnect(): Promise<void>;
}
type Lighthouse = (url: string, flags: object, config: object | undefined, tab: Tab) => Promise<{ lhr: unknown }>;

/** Lighthouse's own names of its metrics: milliseconds, and a share for what shifts. */
const audits = {
  firstPaint: "first-contentful-paint",
  largestPaint: "largest-contentful-paint",
  speedIndex: "speed-index",
  blocked: "total-blocking-time",
  shift: "cumulative-layout-shift",
} as const satisfies Partial<Record<keyof PageResult, string>>;

const Audit = z.object({ numericValue: z.number().optional(), errorMessage: z.string().optional() });
const Report = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.object({ performance: z.object({ score: z.number().nullable() }) }),
  audits: z.record(z.string(), Audit),
});

export interface Visit {
  readonly size: Size;
  readonly url: string;
  readonly session: StoredSession;
}

/** Lighthouse on a Chromium of its own. Each visit has a cache and a storage of its own. */
export async function openLighthouse() {
  if (!existsSync(join(directory, "node_modules"))) {
    throw new Error("Lighthouse is a package of its own: run `npm ci --prefix bench/lighthouse` once");
  }
  const require = createRequire(join(directory, "package.json"));
  const load = async (name: string) =>
    (await import(pathToFileURL(require.resolve(name)).href)) as { default: unknown };
  const lighthouse = (await load("lighthouse")).default as Lighthouse;
  const desktop = (await load("lighthouse/core/config/desktop-config.js")).default as object;
  const puppeteer = (await load("puppeteer-core")).default as {
    connect(to: { browserURL: string }): Promise<Chromium>;
  };
  const port = await freePort(0);
  const browser = await startChromium(port);
  const chromium = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}` });

  async function visit({ size, url, session }: Visit): Promise<PageResult> {
    const context = await chromium.createBrowserContext();
    try {
      const tab = await context.newPage();
      await tab.goto(new URL("/favicon.svg", url).href);
      await tab.evaluate((key, value) => sessionStorage.setItem(key, value), session.key, session.value);
      const flags = { port, onlyCategories: ["performance"], disableStorageReset: true, logLevel: "error" };
      const { lhr } = await lighthouse(url, flags, size === "desktop" ? desktop : undefined, tab);
      return readReport(lhr);
    } finally {
      await context.close();
    }
  }

  const close = async () => {
    await chromium.disconnect();
    await browser.stop();
  };
  return { visit, close };
}

function readReport(report: unknown): PageResult {
  const { runtimeError, categories, audits: found } = Report.parse(report);
  const { score } = categories.performance;
  if (runtimeError !== undefined || score === null)
    throw new Error(`Lighthouse could not measure: ${runtimeError?.message ?? "an audit failed"}`);
  const of = (name: keyof typeof audits): number => {
    const { numericValue, errorMessage } = found[audits[name]] ?? {};
    if (numericValue === undefined) throw new Error(`Lighthouse has no ${audits[name]}: ${errorMessage}`);
    return numericValue;
  };
  return {
    score: Math.round(score * 100),
    firstPaint: of("firstPaint"),
    largestPaint: of("largestPaint"),
    speedIndex: of("speedIndex"),
    blocked: of("blocked"),
    shift: of("shift"),
  };
}
