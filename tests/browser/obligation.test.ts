import { expect, test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { expectNoAxeViolations, screenshot } from "../support/browser/page.ts";

const { openAs } = browserSuite();
const branchDuties = "/organizations/cczu-petrochem-b08/duties";

test("a branch secretary reads on the phone what is pressing and why", async () => {
  const page = await openAs("phone", accounts.branchSecretary, "/m");
  await page.getByRole("link", { name: /^查看全部\d+项$/ }).click();
  const duty = page.getByRole("listitem", { name: "支部委员会会议" }).first();
  await duty.getByText("已逾期", { exact: true }).waitFor();
  await duty.getByText("为什么要做").click();
  await duty.getByText(/《支部条例》第\S+条/).waitFor();
  expect(await duty.getByRole("link", { name: /去安排活动/ }).getAttribute("href")).toBe("/m/activities");
  await screenshot(page, "my-duties-phone");
  await expectNoAxeViolations(page);
});

test("the superior waives a duty of a branch, with a reason", async () => {
  const page = await openAs("desktop", accounts.petrochemSecretary, branchDuties);
  const overdue = page.getByRole("listitem").filter({ hasText: "已逾期" });
  await overdue.first().waitFor();
  await screenshot(page, "organization-duties-desktop");
  await expectNoAxeViolations(page);
  await overdue.first().getByRole("button", { name: /^免除/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "免除" }).click();
  await dialog.getByText("请至少写4个字").waitFor();
  await dialog.getByLabel("免除的理由").fill("因校区搬迁停止活动一个月");
  await screenshot(page, "waive-desktop");
  await dialog.getByRole("button", { name: "免除" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("全年").click();
  await page.getByText(/由上级免除：因校区搬迁停止活动一个月/).waitFor();
});

test("rules are found by their words, with article and numbers", async () => {
  const page = await openAs("desktop", accounts.member, "/rules");
  await page.getByText(/^共\d{3}条$/).waitFor();
  await page.getByLabel("搜索规则").fill("支部党员大会");
  await page.getByText("一般每季度不少于 1 次").waitFor();
  await page.getByText("《支部条例》第十一条（2018）").first().waitFor();
  await screenshot(page, "rules-desktop");
  await expectNoAxeViolations(page);
  await page.getByLabel("搜索规则").fill("没有这样的条款");
  await page.getByText("没有找到这样的规则").waitFor();
});

test("a superior goes from a number to the list behind it, on the desktop and down the tree on the phone", async () => {
  const desktop = await openAs("desktop", accounts.petrochemSecretary, "/duties/grid");
  await desktop.getByRole("heading", { name: "各季度按时完成情况" }).waitFor();
  await screenshot(desktop, "duty-grid-desktop");
  await expectNoAxeViolations(desktop);
  await desktop
    .getByRole("link", { name: /^全年逾期未完成\d+项，查看明细$/ })
    .first()
    .click();
  await desktop.getByRole("heading", { name: /全年 · 逾期未完成$/ }).waitFor();
  await desktop.getByText("已逾期").first().waitFor();
  await screenshot(desktop, "counted-desktop");
  const phone = await openAs("phone", accounts.petrochemSecretary, "/m/duties/grid");
  await phone.getByRole("heading", { name: /^直接下级/ }).waitFor();
  await screenshot(phone, "duty-grid-phone");
  await expectNoAxeViolations(phone);
  await phone.getByRole("link", { name: /支部/ }).first().click();
  await phone.getByRole("link", { name: "查看职责与任务" }).waitFor();
  await phone.goto("/m/duties/reminders");
  await phone.getByText("近三十天没有提醒").waitFor();
  await screenshot(phone, "reminders-phone");
  await phone.goto("/m/rules/settings");
  await phone.getByText("默认阶梯").waitFor();
  await screenshot(phone, "rule-settings-phone");
  await expectNoAxeViolations(phone);
});
