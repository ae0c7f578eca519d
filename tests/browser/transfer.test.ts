import type { Page } from "playwright-core";
import { test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { follow, screenshot } from "../support/browser/page.ts";

const { openAs } = browserSuite();
const otherSchool = "cczu-computing-b01";
const home = "石化学院化学工程系教工党支部";

async function receiveOne(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^接收：/ }).click();
  await page.getByText("没有等待转入的人员").waitFor();
}

test("a person asks on the phone, is released and received with one press each, and goes back with a list", async () => {
  const person = await openAs("phone", accounts.member, "/m/transfers");
  await person.getByText("您没有办理过校内转接").waitFor();
  await person.getByRole("link", { name: "申请转出" }).click();
  await person.locator("#toOrganizationId").selectOption(otherSchool);
  await expectNoAxeViolations(person);
  await person.getByRole("button", { name: "提交" }).click();
  const own = person.locator(".plain-rows");
  await own.getByText("等待转出支部同意").waitFor();
  await screenshot(person, "phone-transfers-own");

  const secretary = await openAs("desktop", accounts.organizationDepartment, "/transfers");
  await secretary.getByText("转出", { exact: true }).click();
  await expectNoAxeViolations(secretary);
  await secretary.getByRole("button", { name: /^同意转出：/ }).click();
  await secretary.getByText("等待转入支部接收").waitFor();
  await secretary.getByText("转入", { exact: true }).click();
  await secretary.getByRole("button", { name: /^接收：/ }).waitFor();
  await screenshot(secretary, "desktop-transfers-in");
  await receiveOne(secretary);
  await person.reload();
  await own.getByText("已接收").waitFor();

  // Back home, where the other journeys look for the person.
  await follow(secretary, "/people?q=cxd");
  await secretary.getByRole("checkbox", { name: "陈晓东" }).check();
  await secretary.getByText("已选 1 人").waitFor();
  await expectNoAxeViolations(secretary);
  await screenshot(secretary, "desktop-people-chosen");
  await secretary.getByRole("button", { name: "转出所选人员" }).click();
  const dialog = secretary.getByRole("dialog");
  await dialog.getByRole("combobox").fill(home);
  await secretary.locator(".ant-select-tree-title", { hasText: home }).click();
  await screenshot(secretary, "desktop-send-many");
  await dialog.getByRole("button", { name: "提交" }).click();
  await secretary.getByText("已为 1 人办理转出").waitFor();

  await secretary.getByRole("checkbox", { name: "陈晓东" }).check();
  await secretary.getByRole("button", { name: "转出所选人员" }).click();
  await dialog.getByRole("combobox").fill("应用化学系教工");
  await secretary.locator(".ant-select-tree-title", { hasText: "应用化学系教工" }).click();
  await dialog.getByRole("button", { name: "提交" }).click();
  await secretary.getByText("以下 1 人未能转出").waitFor();
  await secretary.getByRole("listitem").filter({ hasText: "陈晓东" }).waitFor();
  await expectNoAxeViolations(secretary);
  await screenshot(secretary, "desktop-send-refused");
  await secretary.getByRole("button", { name: "关闭" }).last().click();
  await secretary.goto("/transfers");
  await receiveOne(secretary);

  const phone = await openAs("phone", accounts.branchSecretary, "/m/people?q=cxd");
  await phone.getByRole("link", { name: /^陈晓东/ }).click();
  await phone.getByRole("link", { name: "转出", exact: true }).click();
  await phone.getByRole("heading", { name: "办理转出：陈晓东" }).waitFor();
  await phone.locator("#toOrganizationId").waitFor();
  await expectNoAxeViolations(phone);
  await screenshot(phone, "phone-send");
});
