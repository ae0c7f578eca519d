import { describe, expect, test } from "vitest";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { expectNoAxeViolations, screenshot } from "../support/browser/page.ts";
import { accounts } from "../support/browser/product-url.ts";

const { openAs } = browserSuite();
const otherSchool = "cczu-computing-b01";

describe("a transfer, from the person's request to the reception", () => {
  test("is asked for on the phone, released and received with one press, and seen by the person", async () => {
    const person = await openAs("phone", accounts.member, "/m/transfers");
    await person.getByText("您没有办理过校内转接").waitFor();
    await person.getByRole("link", { name: "申请转出" }).click();
    await person.locator("#toOrganizationId").selectOption(otherSchool);
    await expectNoAxeViolations(person);
    await person.getByRole("button", { name: "提交" }).click();
    await person.getByText("等待转出支部同意").first().waitFor();
    await screenshot(person, "phone-transfers-own");

    const secretary = await openAs("desktop", accounts.organizationDepartment, "/transfers");
    await secretary.getByText("转出", { exact: true }).click();
    await expectNoAxeViolations(secretary);
    await secretary.getByRole("button", { name: /^同意转出：/ }).click();
    await secretary.getByText("等待转入支部接收").waitFor();
    await secretary.getByText("转入", { exact: true }).click();
    await secretary.getByRole("button", { name: /^接收：/ }).waitFor();
    await screenshot(secretary, "desktop-transfers-in");
    await secretary.getByRole("button", { name: /^接收：/ }).click();
    await secretary.getByText("没有等待转入的人员").waitFor();
    await person.reload();
    await person.getByText("已接收").waitFor();
  });
});

describe("an export", () => {
  test("is asked for on a large screen and fetched when it is ready", async () => {
    const page = await openAs("desktop", accounts.petrochemSecretary, "/exports");
    await page.getByText("还没有导出过人员信息").waitFor();
    await page.getByRole("button", { name: "新建导出" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox").fill("应用化学系教工");
    await page.locator(".ant-select-tree-title", { hasText: "应用化学系教工" }).click();
    await dialog.getByText("支部工作名册").click();
    await screenshot(page, "desktop-export-new");
    await expectNoAxeViolations(page);
    await dialog.getByRole("button", { name: "提交申请" }).click();
    await page.getByText(/可以下载|没有符合条件的人员/).waitFor();
    await screenshot(page, "desktop-exports");
    await expectNoAxeViolations(page);

    const phone = await openAs("phone", accounts.petrochemSecretary, "/m/exports");
    await phone.getByRole("heading", { name: "我的导出" }).waitFor();
    expect(await phone.locator(".plain-rows li").count()).toBeGreaterThan(0);
    await screenshot(phone, "phone-exports");
    await expectNoAxeViolations(phone);
  });
});
