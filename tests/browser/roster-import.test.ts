import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readRoster } from "../../lib/roster/read-roster.ts";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { askForFreshLogin, countIn, loginAgain, savedBy } from "../support/browser/exports.ts";
import { screenshot } from "../support/browser/page.ts";
import { sampleDay, sampleRoster } from "../support/roster-imports.ts";

const { openAs } = browserSuite();

const expected = JSON.parse(
  readFileSync(new URL("../fixtures/roster/roster-sample.expected.json", import.meta.url), "utf8"),
);

const choose = (page: Page, name: string, bytes: Uint8Array) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer: Buffer.from(bytes) });

const countOf = (page: Page, name: string) => page.locator(`[data-count=${name}] dd`).textContent();

test("a roster is uploaded, looked through, written over a reload, and followed on the phone", async () => {
  const page = await openAs("desktop", accounts.organizationDepartment, "/imports");
  await choose(page, "旧名单.xls", new Uint8Array(9));
  await page.getByText("另存为").first().waitFor();
  expect(await page.getByRole("button", { name: "上传并检查" }).isDisabled()).toBe(true);
  await expectNoAxeViolations(page);

  await choose(page, "花名册.xlsx", sampleRoster());
  await page.getByLabel("数据截至").fill(sampleDay);
  await page.getByRole("button", { name: "上传并检查" }).click();
  await page.getByRole("heading", { name: "预览" }).waitFor();
  expect(await countOf(page, "rows")).toBe(String(expected.rows));
  expect(await countOf(page, "added")).toBe(String(expected.accepted));
  expect(await countOf(page, "rejected")).toBe(String(expected.rejected));
  await page.getByText(expected.rejectedRows[0].reason).first().waitFor();
  await page.getByText(`识别了 ${expected.columns.length} 列`).waitFor();
  await expectNoAxeViolations(page);
  await screenshot(page, "desktop-import-preview");

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载退回的行" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("花名册-退回的行.xlsx");
  const returned = [];
  for await (const row of readRoster(new Uint8Array(readFileSync(await download.path())))) returned.push(row);
  expect(returned).toHaveLength(expected.rejected);

  await page.getByRole("button", { name: "确认写入" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(`新增 ${expected.accepted} 名人员`).waitFor();
  await expectNoAxeViolations(page);
  await dialog.getByRole("button", { name: "确认写入" }).click();
  await page
    .getByText(/正在写入|写入完成/)
    .first()
    .waitFor();
  await page.reload();
  // Hundreds of people are written, and everything that follows them: counts, accounts, statistics.
  await page.getByText("写入完成").waitFor({ timeout: 90_000 });
  const people = page.getByRole("link", { name: "查看人员名单" });
  expect(await people.getAttribute("href")).toBe("/people?organizationId=cczu");
  await expectNoAxeViolations(page);
  await screenshot(page, "desktop-import-committed");

  const phone = await openAs("phone", accounts.organizationDepartment, "/m/imports");
  const line = phone.getByRole("link", { name: /花名册\.xlsx/ }).first();
  await line.getByText(`已新增 ${expected.accepted} 人`).waitFor();
  await expectNoAxeViolations(phone);
  await line.click();
  await phone.getByRole("heading", { name: "已写入" }).waitFor();
  await expectNoAxeViolations(phone);
  await screenshot(phone, "phone-import");
});

test("a workbook with two rosters is refused with both named, and one of them can be chosen", async () => {
  const page = await openAs("desktop", accounts.organizationDepartment, "/imports");
  const { writeXlsx } = await import("hucre/xlsx");
  const rows = [["姓名", "身份证号码", "人员类别", "所在党组织"], ["张三"]];
  await choose(page, "两张表.xlsx", await writeXlsx({ sheets: ["教工", "学生"].map((name) => ({ name, rows })) }));
  await page.getByRole("button", { name: "上传并检查" }).click();
  await page.getByRole("heading", { name: "这个文件不能导入" }).waitFor();
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "改用工作表“学生”" }).click();
  expect(await page.getByLabel("工作表名称").inputValue()).toBe("学生");
});

test("an export of everybody who was imported waits for a second person, who consents after a fresh login", async () => {
  const page = await openAs("desktop", accounts.organizationDepartment, "/exports?new=1&organizationId=cczu");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("信息核对后重新导入").click();
  await dialog.getByRole("checkbox", { name: "包含完整身份证号码" }).check();
  await dialog.getByRole("button", { name: "提交申请" }).click();
  const row = page.locator("section", { hasText: "我的导出" }).locator(".transfer").first();
  await row.getByText("等待审批").waitFor();

  const second = await openAs("phone", accounts.securityAdministrator, "/m/exports");
  const waiting = second.locator(".plain-rows li").first();
  await waiting.getByText("申请人：王海燕").waitFor();
  await expectNoAxeViolations(second);
  await screenshot(second, "phone-export-waiting");
  await askForFreshLogin(second, "**/decision");
  await waiting.getByRole("button", { name: "批准", exact: true }).click();
  await second.getByRole("dialog").getByText("批准", { exact: true }).click();
  await loginAgain(second, accounts.securityAdministrator);
  await second.getByText("没有等待您审批的导出").waitFor();

  await page.reload();
  await row.getByText("可以下载").waitFor();
  const file = await savedBy(page, () => row.getByRole("button", { name: "下载" }).click());
  expect(file.name).toMatch(/\.xlsx$/);
  expect(file.rows).toBe(countIn(await row.textContent()));
  expect(file.rows).toBeGreaterThan(50);
});
