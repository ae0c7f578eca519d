import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import type { StoredSession } from "./session.ts";

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

/** No exception and no breach of the content security policy since the page was opened, or asked about before. */
export function expectNoPageErrors(page: Page): void {
  const errors = pageErrors(page).splice(0);
  expect(errors).toEqual([]);
}

/** Brings a page to the application's origin without starting the application. */
export async function restAt(page: Page): Promise<Page> {
  await page.goto("/favicon.svg");
  return page;
}

/** From a page at rest to an address of the application, as somebody who is signed in. */
export async function enter(page: Page, { key, value }: StoredSession, path: string): Promise<void> {
  await page.evaluate(([key, value]) => sessionStorage.setItem(key, value), [key, value] as const);
  await page.goto(path);
  await appHeading(page).waitFor();
}

/** Goes to another screen as a link does: what the application has loaded and found out stays. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, "", to);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

const appHeading = (page: Page) => page.locator("h1:not(.boot-title)").first();

/** Opens an address and signs in with a demo account on the real login page; ends on the address that was asked for. */
export async function login(page: Page, accountId: string, path = "/"): Promise<void> {
  await page.goto(path);
  await page.locator(`button[name=account][value="${accountId}"]`).click();
  await appHeading(page).waitFor();
}

const outputDirectory = fileURLToPath(new URL("../../browser/output/", import.meta.url));

/** A picture to look at, in tests/browser/output. */
export async function screenshot(page: Page, name: string): Promise<string> {
  await mkdir(outputDirectory, { recursive: true });
  const path = `${outputDirectory}${name}.png`;
  await page.screenshot({ path });
  return path;
}
