import { expect, test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { follow, screenshot } from "../support/browser/page.ts";
import { enterFormerDecision } from "../support/former-decision.ts";

const { openAs, running } = browserSuite();
const branchDuties = "/organizations/cczu-petrochem-b08/duties";

test("a branch secretary reads on the phone what is pressing and why", async () => {
  const page = await openAs("phone", accounts.branchSecretary, "/m");
  await page.getByRole("link", { name: /^查看全部\d+项$/ }).click();
  const duty = page.getByRole("listitem", { name: "支部委员会会议" }).first();
  await duty.getByText("已逾期", { exact: true }).waitFor();
  await duty.getByText("为什么要做").click();
  await duty.getByText(/《支部条例》第\S+条/).waitFor();
  await screenshot(page, "my-duties-phone");
  await expectNoAxeViolations(page);
  await duty.getByRole("link", { name: /去补录活动/ }).click();
  await page.getByLabel("主题", { exact: true }).waitFor();
  expect(await page.getByLabel("主题", { exact: true }).inputValue()).toBe("支部委员会会议");
  await screenshot(page, "duty-start-phone");
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
  await page.getByText("据此产生职责，并按期限提醒").first().waitFor();
  await screenshot(page, "rules-desktop");
  await expectNoAxeViolations(page);
  await page.getByLabel("搜索规则").fill("EDU-13");
  await page.getByText(/^尚未跟踪：平台还没有出国（境）起止日期/).waitFor();
  await screenshot(page, "rule-pending-desktop");
  await page.getByLabel("搜索规则").fill("没有这样的条款");
  await page.getByText("没有找到这样的规则").waitFor();
});

test("the department sets a number stricter, is told why a looser one is refused, and sees what is unsettled", async () => {
  const page = await openAs("desktop", accounts.organizationDepartment, "/rules/settings");
  await page.getByText(/^需要核对的规则（\d+条）$/).click();
  await page.getByText("此项为地方或学校做法").first().waitFor();
  await page.getByLabel("规则", { exact: true }).fill("BR-22");
  await page.getByTitle(/^BR-22 /).click();
  await page.getByRole("spinbutton", { name: "本校数值" }).fill("0");
  await page.getByLabel("设定依据").fill("校党委会2026年第3次会议");
  await page.getByRole("button", { name: "设定数值" }).click();
  await page.getByRole("button", { name: "保存设置" }).click();
  await page.getByText(/更宽，不接受/).waitFor();
  await screenshot(page, "rule-settings-desktop");
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: /^撤销：BR-22/ }).click();
  await page.getByRole("button", { name: "新增阶梯" }).click();
  await page.getByRole("dialog").getByRole("spinbutton", { name: "逾期几天后报上级党组织" }).fill("5");
  await page.getByRole("dialog").getByLabel("约谈并记录：推送渠道").click();
  await page.locator(".ant-select-item-option", { hasText: "电子邮件" }).click();
  await screenshot(page, "ladder-desktop");
  await page.getByRole("dialog").getByRole("button", { name: "加入" }).click();
  await page.getByRole("button", { name: "保存设置" }).click();
  await page.getByText(/^设置已保存/).waitFor();
  await page.getByText("推送：电子邮件").waitFor();

  const phone = await openAs("phone", accounts.organizationDepartment, "/m/rules/settings");
  await phone.getByRole("button", { name: "设定数值" }).click();
  await phone.getByLabel(/^规则/).selectOption("EDU-33/perHalfDay");
  await phone.getByRole("spinbutton", { name: /^本校数值/ }).fill("3");
  await phone.getByLabel(/^设定依据/).fill("校党委会2026年第4次会议");
  await screenshot(phone, "rule-number-phone");
  await phone.getByRole("button", { name: "加入" }).click();
  await phone.getByText("本校数值 3").waitFor();
  await phone.getByRole("button", { name: "新增阶梯" }).click();
  await phone.getByLabel("逾期几天后约谈").fill("30");
  await expectNoAxeViolations(phone);
  await phone.getByLabel("逾期几天后约谈").scrollIntoViewIfNeeded();
  await screenshot(phone, "ladder-phone");
  await phone.getByRole("button", { name: "加入" }).click();
  await phone.getByText("逾期30天").waitFor();
  await phone.getByRole("button", { name: "保存设置" }).click();
  await phone.getByText(/^设置已保存/).waitFor();
  await screenshot(phone, "rule-settings-changed-phone");

  await enterFormerDecision(running().cloud);
  const settings = await openAs("desktop", accounts.organizationDepartment, "/rules/settings");
  await settings.getByText("已失效").first().waitFor();
  await screenshot(settings, "rule-lapsed-desktop");
  await expectNoAxeViolations(settings);
  const rules = await openAs("phone", accounts.member, "/m/rules");
  await rules.getByRole("alert").filter({ hasText: "已失效" }).waitFor();
  await screenshot(rules, "rule-lapsed-phone");
  await expectNoAxeViolations(rules);
  await settings.getByRole("button", { name: /^撤销：BR-22/ }).click();
  await settings.getByRole("button", { name: "保存设置" }).click();
  await settings.getByText(/^设置已保存/).waitFor();
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
  await desktop.getByRole("listitem").filter({ hasText: "已逾期" }).first().waitFor();
  await screenshot(desktop, "counted-desktop");
  await follow(desktop, "/rules");
  await desktop.getByRole("combobox", { name: "分类" }).click();
  await desktop.getByTitle("正在产生职责的规则").click();
  const overdueByRule = desktop.getByRole("link", { name: /^\S+ 全年逾期未完成\d+项，查看明细$/ }).first();
  await overdueByRule.waitFor();
  await screenshot(desktop, "rule-effects-desktop");
  await expectNoAxeViolations(desktop);
  await overdueByRule.click();
  await desktop.getByRole("heading", { name: /全年 · 逾期未完成 · \S+$/ }).waitFor();
  await desktop.getByRole("listitem").filter({ hasText: "已逾期" }).first().waitFor();
  const phone = await openAs("phone", accounts.petrochemSecretary, "/m/duties/grid");
  await phone.getByRole("heading", { name: /^直接下级/ }).waitFor();
  await screenshot(phone, "duty-grid-phone");
  await expectNoAxeViolations(phone);
  await phone.getByRole("link", { name: /支部/ }).first().click();
  await phone.getByRole("link", { name: "查看职责与任务" }).waitFor();
  await follow(phone, "/m/duties/reminders");
  await phone.getByText("近三十天没有提醒").waitFor();
  await screenshot(phone, "reminders-phone");
  await follow(phone, "/m/rules/settings");
  await phone.getByText("默认阶梯").waitFor();
  await screenshot(phone, "rule-settings-phone");
  await expectNoAxeViolations(phone);
});

test("a branch secretary reports what no record shows, and a superior names who is responsible for a task", async () => {
  const phone = await openAs("phone", accounts.branchSecretary, "/m/duties");
  await phone.getByText(/^两个月以后到期的/).click();
  await phone
    .getByRole("button", { name: /^上报完成/ })
    .first()
    .click();
  await phone.getByLabel("完成情况").fill("述职材料存党委办公室");
  await screenshot(phone, "report-phone");
  await expectNoAxeViolations(phone);
  await phone.getByRole("button", { name: "上报完成", exact: true }).click();
  await phone.getByText("已上报，该项职责已完成").waitFor();
  const desktop = await openAs("desktop", accounts.petrochemSecretary, branchDuties);
  await desktop.getByRole("button", { name: "布置任务" }).click();
  await desktop.getByRole("dialog").getByText("由该党组织共同负责").waitFor();
  await screenshot(desktop, "assign-desktop");
  await expectNoAxeViolations(desktop);
  const superior = await openAs("phone", accounts.petrochemSecretary, `/m${branchDuties}`);
  await superior.getByRole("button", { name: "布置任务" }).click();
  await superior.getByLabel("任务名称").fill("报送年度党员教育计划");
  await superior.getByLabel("完成期限").fill("2099-01-31");
  await screenshot(superior, "assign-phone");
  await expectNoAxeViolations(superior);
  await superior.getByRole("button", { name: "布置任务" }).click();
  await superior.getByRole("listitem", { name: "报送年度党员教育计划" }).waitFor();
});
