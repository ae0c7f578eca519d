import { expect, test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { expectNoAxeViolations, screenshot } from "../support/browser/page.ts";

const { openAs } = browserSuite();

test("a member finds on the phone what is unread, reads it and confirms it", async () => {
  const page = await openAs("phone", accounts.member, "/m");
  await page.getByRole("heading", { name: /^消息/ }).waitFor();
  await page.getByRole("link", { name: "收到的消息" }).click();
  await page.getByText("支部年度工作总结（征求意见稿）").waitFor();
  await screenshot(page, "inbox-phone");
  await expectNoAxeViolations(page);
  await page.getByText("支部年度工作总结（征求意见稿）").click();
  await page.getByRole("button", { name: "确认收到" }).click();
  await page.getByText(/您已于.+确认/).waitFor();
  await screenshot(page, "message-phone");
  await expectNoAxeViolations(page);
});

test("a school's secretary sees how many will get a message, sends it, and follows it down the tree", async () => {
  const page = await openAs("desktop", accounts.petrochemSecretary, "/messages");
  await page.getByRole("button", { name: "发消息" }).click();
  await page.getByLabel("标题", { exact: true }).fill("关于开展安全检查的通知");
  await page.getByRole("combobox", { name: "党组织", exact: true }).click();
  await page.getByTitle("石化学院党委").last().click();
  await page.keyboard.press("Escape");
  await page.getByText("将收到").waitFor();
  await screenshot(page, "compose-desktop");
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: /^发送给\d+人$/ }).click();
  await page.getByRole("heading", { name: "阅读情况：关于开展安全检查的通知" }).waitFor();
  await page.getByRole("table").waitFor();
  await page.getByText("企业微信").waitFor();
  await screenshot(page, "receipts-desktop");
  await expectNoAxeViolations(page);
  await page.getByRole("navigation").getByRole("link", { name: /消息/ }).click();
  await page.getByText("石化先锋").first().waitFor();
  await screenshot(page, "inbox-desktop");
  await expectNoAxeViolations(page);
});

test("a branch secretary sees on the phone who has not confirmed, and reminds them", async () => {
  const page = await openAs("phone", accounts.branchSecretary, "/m/messages/sent");
  await page.getByText("支部年度工作总结（征求意见稿）").click();
  await page.getByText(/^未确认\d+人$/).waitFor();
  await screenshot(page, "receipts-phone");
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: "一键提醒" }).click();
  await page.getByText(/^已提醒\d+人$/).waitFor();
  await page.goto(new URL("/m/messages/new", page.url()).href);
  await page.getByRole("heading", { name: "发给谁" }).waitFor();
  await screenshot(page, "compose-phone");
  expect(await page.getByRole("button", { name: "发送" }).isDisabled()).toBe(true);
  await expectNoAxeViolations(page);
});
