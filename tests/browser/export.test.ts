import { expect, test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { askForFreshLogin, countIn, loginAgain, savedBy } from "../support/browser/exports.ts";
import { screenshot } from "../support/browser/page.ts";

const { openAs } = browserSuite();

test("the people of a filtered list are exported after a fresh login, and the file is read back", async () => {
  const page = await openAs("desktop", accounts.petrochemSecretary, "/people?stage=full_member&q=20130156");
  await page.getByRole("button", { name: "导出名单" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("正式党员").waitFor();
  await dialog.getByText("支部工作名册").click();
  await dialog.getByText("文本表格").click();
  await expectNoAxeViolations(page);
  await screenshot(page, "desktop-export-new");
  await askForFreshLogin(page, "**/api/people-exports");
  await dialog.getByRole("button", { name: "提交申请" }).click();
  await dialog.getByText("需要重新登录确认身份").first().waitFor();
  await screenshot(page, "desktop-export-fresh-login");
  await loginAgain(page, accounts.petrochemSecretary);

  const row = page.locator(".transfer").first();
  await row.getByText("可以下载").waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  await row.getByText("正式党员").first().waitFor();
  await expectNoAxeViolations(page);
  await screenshot(page, "desktop-exports");
  const count = countIn(await row.textContent());
  const file = await savedBy(page, () => row.getByRole("button", { name: "下载" }).click());
  expect(file.name).toMatch(/\.csv$/);
  expect(file.rows).toBe(count);
  expect(file.text).toContain("蒋国栋（20080107）");
  await row.getByText("已下载 1 次").waitFor();

  const phone = await openAs("phone", accounts.petrochemSecretary, "/m/exports");
  const line = phone.locator(".plain-rows li").first();
  await askForFreshLogin(phone, "**/download");
  await line.getByRole("button", { name: "下载" }).click();
  await expectNoAxeViolations(phone);
  const again = await savedBy(phone, () => loginAgain(phone, accounts.petrochemSecretary));
  expect(again.rows).toBe(count);
  await screenshot(phone, "phone-exports");
});
