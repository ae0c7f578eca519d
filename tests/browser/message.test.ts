import { expect, test } from "vitest";
import { demoAccounts } from "../../local/demo/demo-data.ts";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { follow, screenshot } from "../support/browser/page.ts";

const { openAs, running } = browserSuite();
const sheet = { name: "检查表.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 检查表") };

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
  const { outbox } = running().providers;
  const account = demoAccounts().find(({ accountId }) => accountId === accounts.member);
  // A number that is dead, and somebody whom WeCom cannot reach for a while.
  const phoneNumber = String(account?.person?.fields.mobile_phone);
  outbox.setMood("dead_number", phoneNumber);
  outbox.setMood("down", accounts.branchSecretary);
  const page = await openAs("desktop", accounts.petrochemSecretary, "/messages");
  await page.getByRole("button", { name: "发消息" }).click();
  await page.getByRole("heading", { name: "发给谁" }).waitFor();
  // Urgent ones go out at any hour.
  await page.getByRole("combobox", { name: "类别", exact: true }).click();
  await page.getByTitle("紧急通知").last().click();
  await page.getByLabel("标题", { exact: true }).fill("关于开展安全检查的通知");
  await page.getByRole("combobox", { name: "党组织", exact: true }).click();
  await page.getByTitle("石化学院党委").last().click();
  await page.keyboard.press("Escape");
  await page.getByText("将收到").waitFor();
  await page
    .getByLabel("添加附件")
    .setInputFiles({ ...sheet, name: "检查表.txt", buffer: Buffer.from("no such kind") });
  await page.getByText("只能上传").waitFor();
  await page.getByLabel("添加附件").setInputFiles(sheet);
  await page.getByText(sheet.name).waitFor();
  await screenshot(page, "compose-desktop");
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: /^发送给\d+人$/ }).click();
  await page.getByRole("heading", { name: "阅读情况：关于开展安全检查的通知" }).waitFor();
  await page.getByRole("table").waitFor();
  await screenshot(page, "receipts-desktop");
  // Live: nobody reloads the page.
  await page.getByText("地址已失效 1").waitFor();
  await page.getByRole("listitem").getByText("等待1", { exact: true }).waitFor();
  await page.getByRole("button", { name: "暂停" }).click();
  await page.getByText("已暂停").waitFor();
  await screenshot(page, "progress-desktop");
  await expectNoAxeViolations(page);
  const sender = await openAs("phone", accounts.petrochemSecretary, `/m${new URL(page.url()).pathname}`);
  await sender.getByText("地址已失效 1").waitFor();
  await screenshot(sender, "progress-phone");
  await expectNoAxeViolations(sender);
  for (const to of [phoneNumber, accounts.branchSecretary]) outbox.setMood("fine", to);
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByText("正在推送").waitFor();
  const [, messageId] = /messages\/([^/]+)\/receipts/.exec(page.url()) ?? [];
  const phone = await openAs("phone", accounts.member, `/m/messages/${messageId}`);
  const download = phone.waitForEvent("download");
  await phone.getByRole("button", { name: `下载：${sheet.name}` }).click();
  expect((await download).suggestedFilename()).toBe(sheet.name);
  await screenshot(phone, "message-with-file-phone");
  await expectNoAxeViolations(phone);
  await page.getByRole("navigation").getByRole("link", { name: /消息/ }).click();
  await page.getByText("石化先锋").first().waitFor();
  await screenshot(page, "inbox-desktop");
  await expectNoAxeViolations(page);
});

test("a branch secretary sees on the phone who has not confirmed, and reminds them", async () => {
  const page = await openAs("phone", accounts.branchSecretary, "/m/messages/sent");
  await page.getByRole("button", { name: "撤回 请核对本人信息中的联系电话" }).click();
  await page.getByLabel("原因").fill("核对已经完成");
  await screenshot(page, "recall-phone");
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: "撤回消息" }).click();
  await page.getByText("已撤回").first().waitFor();
  await page.getByText("支部年度工作总结（征求意见稿）").click();
  await page.getByText(/^未确认\d+人$/).waitFor();
  await screenshot(page, "receipts-phone");
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: "一键提醒" }).click();
  await page.getByText(/^已提醒\d+人$/).waitFor();
  await follow(page, "/m/messages/new");
  await page.getByRole("heading", { name: "发给谁" }).waitFor();
  await page.getByLabel("添加附件").setInputFiles(sheet);
  await page.getByText(sheet.name).waitFor();
  await screenshot(page, "compose-phone");
  await page.getByLabel(/^党组织/).selectOption({ index: 1 });
  await page.getByLabel(/^担任职务的人/).selectOption("branch_secretary");
  await page.getByText("将收到").waitFor();
  await page.getByText("将收到").scrollIntoViewIfNeeded();
  await screenshot(page, "audience-phone");
  expect(await page.getByRole("button", { name: "发送" }).isDisabled()).toBe(true);
  await expectNoAxeViolations(page);
});

test("somebody chooses how to be told, and a secretary by which channels the school's messages go out", async () => {
  const page = await openAs("desktop", accounts.petrochemSecretary, "/messages/preferences");
  await page.getByRole("heading", { name: "浏览器通知" }).waitFor();
  await page.getByLabel("接收邮箱").fill("wang@example.edu.cn");
  await page.getByLabel("每天早上一封汇总邮件").check();
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已保存").waitFor();
  await screenshot(page, "preferences-desktop");
  await expectNoAxeViolations(page);
  await follow(page, "/messages/channels");
  await page.getByLabel("本组织另作规定").check();
  await page.getByLabel("企业微信群 一般消息").uncheck();
  await page
    .getByLabel("Webhook 地址")
    .fill("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=6f0b7a4e-2a0f-4b29-8e0c-1a2b3c4d5e6f");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已设置群机器人").waitFor();
  expect(await page.getByLabel("企业微信群 一般消息").isChecked()).toBe(false);
  await screenshot(page, "channels-desktop");
  await expectNoAxeViolations(page);
  const phone = await openAs("phone", accounts.branchSecretary, "/m/messages/channels");
  await phone.getByText("上级未开放").first().waitFor();
  await screenshot(phone, "channels-phone");
  await expectNoAxeViolations(phone);
  await follow(phone, "/m/messages/preferences");
  await phone.getByRole("heading", { name: "浏览器通知" }).waitFor();
  await screenshot(phone, "preferences-phone");
  await expectNoAxeViolations(phone);
});

test("whoever operates the system sees that nothing is left undelivered", async () => {
  for (const [size, path] of [
    ["desktop", "/messages/undelivered"],
    ["phone", "/m/messages/undelivered"],
  ] as const) {
    const page = await openAs(size, accounts.organizationDepartment, path);
    await page.getByText("没有推送失败的消息").waitFor();
    await screenshot(page, `undelivered-${size}`);
    await expectNoAxeViolations(page);
  }
});
