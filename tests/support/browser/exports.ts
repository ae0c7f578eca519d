import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { readRoster } from "../../../lib/roster/read-roster.ts";

/** What the server says once when the login lies too long ago; waiting for that would take minutes. */
export async function askForFreshLogin(page: Page, url: string): Promise<void> {
  const problem = { type: "urn:dangjian:problem:fresh_login_required", status: 403, code: "fresh_login_required" };
  const body = JSON.stringify({
    ...problem,
    title: "此操作需要重新登录确认身份",
    titleEn: "Log in again",
    requestId: "r",
  });
  const answer = { status: 403, contentType: "application/problem+json", body };
  await page.route(url, (route) => (route.request().method() === "POST" ? route.fulfill(answer) : route.fallback()), {
    times: 1,
  });
}

export async function loginAgain(page: Page, accountId: string): Promise<void> {
  await page.getByText("需要重新登录确认身份").first().waitFor();
  await page.getByRole("button", { name: "重新登录并继续" }).click();
  await page.locator(`button[name=account][value="${accountId}"]`).click();
}

/** The file that the browser saves, read as an import reads it. */
export async function savedBy(
  page: Page,
  press: () => Promise<void>,
): Promise<{ name: string; rows: number; text: string }> {
  const downloading = page.waitForEvent("download");
  await press();
  const download = await downloading;
  const bytes = readFileSync(await download.path());
  let rows = 0;
  for await (const _ of readRoster(new Uint8Array(bytes))) rows++;
  return { name: download.suggestedFilename(), rows, text: bytes.toString("utf8") };
}

/** The number of people that a row tells. */
export const countIn = (text: string | null) => Number(/(\d+) 人/.exec(text ?? "")?.[1]);
