import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";

export const sizes = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false },
} as const;

export type Size = keyof typeof sizes;

export interface OpenPageOptions {
  readonly size: Size;
  readonly baseUrl: string;
}

/** A page in a context of its own (nobody is signed in), in Chinese, that fails the test on an error in the page. */
export async function openPage(browser: Browser, { size, baseUrl }: OpenPageOptions): Promise<Page> {
  const context = await browser.newContext({
    ...sizes[size],
    baseURL: baseUrl,
    locale: "zh-CN",
    // A machine elsewhere: what the screens show must be campus time all the same.
    timezoneId: "America/New_York",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => pageErrors(page).push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Minified React/.test(message.text())) {
      pageErrors(page).push(message.text());
    }
  });
  return page;
}

const errorsByPage = new WeakMap<Page, string[]>();

function pageErrors(page: Page): string[] {
  const errors = errorsByPage.get(page) ?? [];
  errorsByPage.set(page, errors);
  return errors;
}

/** No exception and no breach of the content security policy since the page was opened. */
export function expectNoPageErrors(page: Page): void {
  expect(pageErrors(page)).toEqual([]);
}

/** Opens an address and signs in with a demo account on the real login page; ends on the address that was asked for. */
export async function login(page: Page, accountId: string, path = "/"): Promise<void> {
  await page.goto(path);
  await page.locator(`button[name=account][value="${accountId}"]`).click();
  await page.locator("h1:not(.boot-title)").first().waitFor();
}

/** WCAG 2.1 A and AA, as far as a machine can tell. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html }) => html.slice(0, 300)),
  }));
  expect(found).toEqual([]);
}

const outputDirectory = fileURLToPath(new URL("../../browser/output/", import.meta.url));

/** A picture to look at, in tests/browser/output. */
export async function screenshot(page: Page, name: string): Promise<string> {
  await mkdir(outputDirectory, { recursive: true });
  const path = `${outputDirectory}${name}.png`;
  await page.screenshot({ path });
  return path;
}
