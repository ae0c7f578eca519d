import { describe, expect, test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { follow, screenshot } from "../support/browser/page.ts";

const { openAs } = browserSuite();
const branch = "/organizations/cczu-petrochem-b01";
/** Ends it before it began, so that the campus is left as it was. */
const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const securityAdministrator = "10000002";

describe("on a large screen", () => {
  test("the department appoints a member to the committee, and ends it again", async () => {
    const page = await openAs("desktop", accounts.organizationDepartment, branch);
    const list = page.getByRole("region", { name: "任职人员" });
    await list.getByText("许志远").waitFor();
    await list.getByRole("button", { name: "任职" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("职务").click();
    await page.locator(".ant-select-item-option", { hasText: "组织委员" }).click();
    await dialog.getByRole("combobox", { name: "任职人" }).fill("cxd");
    await page.locator(".ant-select-item-option", { hasText: "陈晓东" }).click();
    await screenshot(page, "appointment-dialog-desktop");
    await expectNoAxeViolations(page);
    await dialog.getByRole("button", { name: "任职" }).click();
    await list.getByRole("rowheader", { name: "组织委员" }).waitFor();
    await screenshot(page, "appointments-desktop");

    await list.getByRole("button", { name: "免职 组织委员 陈晓东" }).click();
    const ending = page.getByRole("dialog");
    await ending.getByLabel("最后一天").fill(dayBefore(await ending.getByLabel("最后一天").inputValue()));
    await ending.getByRole("button", { name: "确认免职" }).click();
    await list.getByRole("rowheader", { name: "组织委员" }).waitFor({ state: "detached" });
    await list.getByRole("button", { name: "查看历任" }).click();
    await list.getByRole("heading", { name: "历任" }).waitFor();
    await expectNoAxeViolations(page);
  });

  test("a member sees who the committee is and is offered no change", async () => {
    const page = await openAs("desktop", accounts.member, branch);
    const list = page.getByRole("region", { name: "任职人员" });
    await list.getByText("许志远").waitFor();
    expect(await list.getByRole("button").count()).toBe(0);
  });

  test("the security administrator checks a name before granting, and is told why two roles in one person are refused", async () => {
    const page = await openAs("desktop", securityAdministrator, "/roles");
    await page.getByRole("rowheader", { name: "审计管理员" }).first().waitFor();
    await screenshot(page, "roles-desktop");
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "授予角色" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("角色").click();
    await page.locator(".ant-select-item-option", { hasText: "审计管理员" }).click();
    await dialog.getByLabel("学工号").fill("10000001");
    await dialog.getByText("周启明，现任：系统管理员").waitFor();
    await dialog.getByRole("button", { name: "授予" }).click();
    await dialog.getByText("不能由同一人担任").waitFor();
    await screenshot(page, "grant-refused-desktop");
  });
});

test("on the phone the department appoints a member and ends it again", async () => {
  const page = await openAs("phone", accounts.organizationDepartment, `/m${branch}/posts/new`);
  await page.getByLabel("职务").selectOption({ label: "统战委员" });
  await page.getByPlaceholder("输入姓名").fill("cxd");
  await page.getByRole("button", { name: /陈晓东/ }).click();
  await expectNoAxeViolations(page);
  await screenshot(page, "appoint-phone");
  await page.getByRole("button", { name: "任职" }).click();
  await page.getByRole("link", { name: "免职 统战委员 陈晓东" }).click();
  const lastDay = page.getByLabel("最后一天");
  await lastDay.fill(dayBefore(await lastDay.inputValue()));
  await page.getByRole("button", { name: "确认免职" }).click();
  await page.getByText("许志远").waitFor();
  await page.getByText("统战委员 陈晓东").waitFor({ state: "detached" });
});

test("on the phone the committee and the roles are read", async () => {
  const page = await openAs("phone", accounts.organizationDepartment, `/m${branch}`);
  await page.getByText("许志远").waitFor();
  await page.getByRole("heading", { name: "任职人员" }).scrollIntoViewIfNeeded();
  await screenshot(page, "appointments-phone");
  await expectNoAxeViolations(page);
  await follow(page, "/m/roles");
  await page.getByText("周启明").waitFor();
  await screenshot(page, "roles-phone");
  await expectNoAxeViolations(page);
});
