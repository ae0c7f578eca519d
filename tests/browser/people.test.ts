import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { screenshot } from "../support/browser/page.ts";
import { makeIdNumber } from "../support/people.ts";

const { openAs } = browserSuite();

/** What no other run enters: the product keeps its data. */
const mark = Date.now().toString(36);

async function findByInitials(page: Page, initials: string, name: string): Promise<void> {
  await page.getByRole("searchbox").fill(initials);
  await page.waitForURL(`**/people?q=${initials}`);
  await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("heading", { name: "变更记录" }).waitFor();
}

test("a secretary finds a person by initials, changes a field and sees who changed it", async () => {
  const page = await openAs("desktop", accounts.petrochemSecretary, "/people");
  await page.locator(".people-table a").first().waitFor();
  await expectNoAxeViolations(page);
  await findByInitials(page, "cxd", "陈晓东");
  await expectNoAxeViolations(page);

  await page.getByRole("button", { name: "修改信息" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("申请入党日期").fill("二月");
  await drawer.getByLabel("工作岗位").fill(`教师${mark}`);
  await drawer.getByRole("button", { name: "保存" }).click();
  await drawer.getByText("日期格式不对").waitFor();
  await expectNoAxeViolations(page);
  await drawer.getByLabel("申请入党日期").fill("2031.1.1");
  await drawer.getByRole("button", { name: "保存" }).click();
  await drawer.getByText("日期晚于").first().waitFor();
  expect(await drawer.getByLabel("工作岗位").inputValue()).toBe(`教师${mark}`);
  await drawer.getByLabel("申请入党日期").fill("2014.3");
  await drawer.getByRole("button", { name: "保存" }).click();

  const newest = page.locator(".ant-timeline-item").first();
  await newest.getByText(`教师${mark}`).waitFor();
  expect(await newest.textContent()).toMatch(/修改信息蒋国栋.*手工录入/);
  await page.getByRole("link", { name: "返回名单" }).click();
  await page.waitForURL("**/people?q=cxd");
  expect(await page.getByRole("searchbox").inputValue()).toBe("cxd");
});

async function chooseBranch(page: Page, label: string, name: string): Promise<void> {
  const field = page.getByLabel(label);
  await field.fill(name);
  await page.locator(".ant-select-tree-title", { hasText: name }).click();
}

test("a secretary registers an applicant, takes the person a stage further and moves the person", async () => {
  const page = await openAs("desktop", accounts.petrochemSecretary, "/people/new");
  await chooseBranch(page, "所在支部", "应用化学系教工");
  await page.getByLabel("人员类别").click();
  await page.locator(".ant-select-item-option", { hasText: "入党申请人" }).click();
  await page.getByLabel("身份证号码").fill(makeIdNumber("2003-07-11"));
  await page.getByLabel("姓名").fill("沈新来");
  await page.getByLabel("申请入党日期").fill("2025-03-01");
  await screenshot(page, "desktop-register");
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByRole("heading", { name: "沈新来" }).waitFor();

  await page.getByRole("button", { name: "变更类别" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("确定为入党积极分子").click();
  await screenshot(page, "desktop-stage");
  await expectNoAxeViolations(page);
  await dialog.getByRole("button", { name: "确认变更" }).click();
  await page.locator(".ant-timeline-item").first().getByText("确定为入党积极分子").waitFor();
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "调整支部" }).click();
  await chooseBranch(page, "调整到", "行政管理教工");
  await dialog.getByRole("button", { name: "确认调整" }).click();
  await page.locator(".ant-timeline-item").first().getByText("行政管理教工").first().waitFor();
  await screenshot(page, "desktop-person");
});

test("a full id number is shown after a fresh login, which leads back and goes on", async () => {
  const page = await openAs("desktop", accounts.organizationDepartment, "/people?q=cxd");
  await page.getByRole("link", { name: "陈晓东" }).click();
  await page.getByRole("button", { name: "查看全号" }).click();
  await page.getByRole("dialog").getByText("档案整理").click();
  const { pathname } = new URL(page.url());
  // The first answer is what the server says when the login lies too long ago; waiting for that would take minutes.
  await page.route(
    "**/id-number/reveal",
    (route) =>
      route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        body: JSON.stringify({
          type: "urn:dangjian:problem:fresh_login_required",
          status: 403,
          code: "fresh_login_required",
          title: "此操作需要重新登录确认身份",
          titleEn: "This asks for a fresh login",
          requestId: "r",
        }),
      }),
    { times: 1 },
  );
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await page.getByText("需要重新登录确认身份").first().waitFor();
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: "重新登录并继续" }).click();
  await page.locator(`button[name=account][value="${accounts.organizationDepartment}"]`).click();

  await page.locator(".revealed strong").waitFor();
  expect(new URL(page.url()).pathname).toBe(pathname);
  expect(await page.locator(".revealed strong").textContent()).toMatch(/^999\d{14}[\dX]$/);
  expect(await page.getByRole("radio", { name: "档案整理" }).isChecked()).toBe(true);
  await page.getByRole("button", { name: "关闭" }).last().click();
  await page.getByText("查看完整身份证号码（档案整理）").first().waitFor();
  await page.reload();
  await page.getByRole("button", { name: "查看全号" }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("the department asks for the deletion of somebody who has left, is told what goes and what stays, and stops it", async () => {
  const page = await openAs("desktop", accounts.organizationDepartment, "/people");
  // Registered above; the development of this person ends here.
  await findByInitials(page, "sxl", "沈新来");
  const rights = page.getByRole("region", { name: "个人信息权利" });
  await rights.getByText("此人在册").waitFor();
  await page.getByRole("button", { name: "变更类别" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("终止发展").click();
  await dialog.getByRole("button", { name: "确认变更" }).click();
  await dialog.waitFor({ state: "detached" });

  await rights.getByRole("button", { name: "申请删除个人信息" }).click();
  await dialog.getByText("误登记").click();
  await screenshot(page, "desktop-erasure");
  await expectNoAxeViolations(page);
  await dialog.getByRole("button", { name: "提交申请" }).click();
  await rights.getByText(/将于.*删除/).waitFor();
  await dialog.waitFor({ state: "detached" });
  await rights.scrollIntoViewIfNeeded();
  await screenshot(page, "desktop-erasure-waiting");
  await rights.getByRole("link", { name: "查看全部待删除" }).click();
  await page.getByRole("link", { name: "沈新来" }).waitFor();
  await screenshot(page, "desktop-erasures");
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "沈新来" }).click();
  await rights.getByRole("button", { name: "撤销删除" }).click();
  await page.locator(".ant-popconfirm").getByRole("button", { name: "确定" }).click();
  await rights.getByRole("button", { name: "申请删除个人信息" }).waitFor();
});

test("a member asks for a correction on the phone; the secretary accepts it, and the record says so", async () => {
  const member = await openAs("phone", accounts.member, "/m/account");
  await expectNoAxeViolations(member);
  await member.getByRole("link", { name: /组织掌握的我的信息/ }).click();
  await member.getByRole("heading", { name: "变更记录" }).waitFor();
  await expectNoAxeViolations(member);
  await screenshot(member, "phone-own-record");
  await member.getByRole("link", { name: "申请更正" }).click();
  await member.getByLabel("申请理由").fill("搬家");
  const address = `滆湖路21号${mark}`;
  await member.getByLabel("家庭住址").fill(address);
  await expectNoAxeViolations(member);
  await member.getByRole("button", { name: "提交申请" }).click();
  await member.getByRole("heading", { name: "我的更正申请" }).waitFor();
  await member.getByText("待处理").first().waitFor();

  const secretary = await openAs("phone", accounts.branchSecretary, "/m/corrections");
  await secretary.getByRole("link", { name: /陈晓东/ }).click();
  await secretary.getByLabel("答复").first().fill("已核对");
  await expectNoAxeViolations(secretary);
  await secretary.getByRole("button", { name: "同意并修改" }).first().click();
  await secretary.locator(".record").getByText(address).waitFor();
  await secretary.getByText("按本人申请更正").first().waitFor();

  await member.reload();
  await member.locator(".record").getByText(address).waitFor();
  await member.locator(".corrections").getByText("已同意并修改").first().waitFor();
});
