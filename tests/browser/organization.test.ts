import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { apiOf } from "../support/api-client.ts";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { screenshot } from "../support/browser/page.ts";

const { openAs, running } = browserSuite();
const college = "/organizations/cczu-petrochem";

/** Names that no other run uses: the product keeps its data. */
function newName(): { name: string; shortName: string } {
  const mark = Date.now().toString(36);
  return { name: `中共常州大学石油化工学院试验${mark}支部委员会`, shortName: `石化学院试验${mark}党支部` };
}

async function fillNewBranch(page: Page, { name, shortName }: { name: string; shortName: string }): Promise<void> {
  await page.getByRole("button", { name: "新建下级" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("类别").click();
  await page.locator(".ant-select-item-option", { hasText: "学生党支部" }).click();
  await dialog.getByLabel("全称").fill(name);
  await dialog.getByLabel("简称").fill(shortName);
  await dialog.getByLabel("成立日期").fill("2026-11-01");
}

/** Without a screen, for the tests of what comes afterwards. */
async function createBranch(): Promise<{ shortName: string; path: string }> {
  const names = newName();
  const { status, body } = await apiOf(running())<{ organizationId: string }>("POST /api/organizations", {
    as: accounts.organizationDepartment,
    body: {
      ...names,
      parentId: "cczu-petrochem",
      kind: "student_branch",
      establishedOn: "2026-11-01",
      termYears: 3,
      termStartedOn: "2026-11-01",
    },
  });
  expect(status).toBe(201);
  return { shortName: names.shortName, path: `/organizations/${body.organizationId}` };
}

describe("the tree on a large screen", () => {
  test("finds organisations by name, marks the match and opens the way to it", async () => {
    const page = await openAs("desktop", accounts.member, "/organizations");
    await page.getByRole("tree").first().waitFor();
    await page.getByRole("searchbox").fill("应用化学系教工");
    const found = page.getByRole("treeitem").filter({ hasText: "石化学院应用化学系教工党支部" });
    await found.waitFor();
    expect(await found.locator("mark").textContent()).toBe("应用化学系教工");
    await found.locator("mark").click();
    await page.getByRole("heading", { name: "中共常州大学石油化工学院应用化学系教工支部委员会" }).waitFor();
    expect(await page.getByRole("navigation", { name: "所在位置" }).textContent()).toContain("石化学院党委");
  });

  test("says that nothing was found, and what to try", async () => {
    const page = await openAs("desktop", accounts.member, "/organizations");
    await page.getByRole("searchbox").fill("没有这样的名称");
    await page.getByText("换一个词试试").waitFor();
    await expectNoAxeViolations(page);
  });

  test("offers no changes to those who may not make them", async () => {
    const page = await openAs("desktop", accounts.petrochemSecretary, "/organizations/cczu-computing");
    await page.locator(".facts").waitFor();
    expect(await page.getByRole("button", { name: "更名" }).count()).toBe(0);
    await page.goto(college);
    await page.getByRole("button", { name: "更名" }).waitFor();
  });

  test("is walked with the keyboard alone", async () => {
    const page = await openAs("desktop", accounts.member, "/organizations");
    await page.getByRole("tree").first().waitFor();
    await page.getByRole("searchbox").fill("石化学院应用化学系教工");
    await page.getByText("找到 1 个组织").waitFor();
    await page.getByRole("tree").focus();
    for (const key of ["End", "Enter"]) await page.keyboard.press(key);
    await page.waitForURL("**/organizations/cczu-petrochem-b02");
  });
});

describe("changing the tree", () => {
  test("creates, renames, moves and dissolves a branch", async () => {
    const page = await openAs("desktop", accounts.organizationDepartment, college);
    const { name, shortName } = newName();
    await fillNewBranch(page, { name, shortName });
    await page.getByRole("dialog").getByRole("button", { name: "新建" }).click();
    await page.getByRole("heading", { name }).waitFor();

    await page.getByRole("button", { name: "更名" }).click();
    const renamed = `${shortName}（新）`;
    await page.getByLabel("简称").fill(renamed);
    await page.getByRole("dialog").getByRole("button", { name: "更名" }).click();
    await page.locator(".facts").getByText(renamed).waitFor();

    await page.getByRole("tab", { name: "沿革" }).click();
    await page.locator(".history ins", { hasText: renamed }).waitFor();
    await page.getByRole("tab", { name: "概况" }).click();

    await page.getByRole("button", { name: "调整隶属" }).click();
    await page.getByRole("dialog").getByRole("combobox").fill("商学院党委");
    await page.locator(".ant-select-tree-title", { hasText: "商学院党委" }).click();
    await page.getByText("调整到“商学院党委”").waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole("dialog").getByRole("button", { name: "确认调整" }).click();
    await page.getByRole("navigation", { name: "所在位置" }).getByText("商学院党委").waitFor();

    await page.getByRole("button", { name: "撤销", exact: true }).click();
    await page.getByLabel("撤销原因").fill("试验结束");
    await page.getByRole("dialog").getByRole("button", { name: "确认撤销" }).click();
    await page.locator(".facts").getByText("试验结束").waitFor();
    expect(await page.getByRole("button", { name: "更名" }).count()).toBe(0);
  });

  test("is asked to confirm when an organisation is dragged to another superior", async () => {
    const page = await openAs("desktop", accounts.organizationDepartment, "/organizations");
    await page.getByRole("searchbox").fill("应用化学系教工");
    const branch = page.locator(".ant-tree-node-content-wrapper", { hasText: "石化学院应用化学系教工党支部" });
    await branch.dragTo(page.locator(".ant-tree-node-content-wrapper", { hasText: "常州大学党委" }).first());
    await page.getByText("从“石化学院党委”调整到“常州大学党委”").waitFor();
    await screenshot(page, "desktop-drag");
    await page.getByRole("button", { name: "取消" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("checks names before it sends, and counts a rare character as one", async () => {
    const page = await openAs("desktop", accounts.petrochemSecretary, college);
    await page.getByRole("button", { name: "更名" }).click();
    await page.getByLabel("全称").fill("𠮷".repeat(80));
    await page.getByLabel("简称").fill("长".repeat(41));
    await page.getByRole("dialog").getByRole("button", { name: "更名" }).click();
    await page.getByText("不能超过 40 个字").waitFor();
    expect(await page.getByText("不能超过 80 个字").count()).toBe(0);
    await expectNoAxeViolations(page);
  });

  test("shows the server's refusal and keeps what was typed", async () => {
    const page = await openAs("desktop", accounts.petrochemSecretary, college);
    const taken = { name: "中共常州大学石油化工学院应用化学系教工支部委员会", shortName: "重名党支部" };
    await fillNewBranch(page, taken);
    await page.getByRole("dialog").getByRole("button", { name: "新建" }).click();
    await page
      .getByRole("dialog")
      .getByText(/同名|重名|已有/)
      .first()
      .waitFor();
    expect(await page.getByLabel("全称").inputValue()).toBe(taken.name);
    await expectNoAxeViolations(page);
  });

  test("tells the slower of two people what happened, and lets them send again", async () => {
    const { shortName, path } = await createBranch();
    const slower = await openAs("desktop", accounts.petrochemSecretary, path);
    await slower.getByRole("button", { name: "更名" }).click();
    await slower.getByLabel("简称").fill(`${shortName}慢`);

    const faster = await openAs("desktop", accounts.organizationDepartment, path);
    await faster.getByRole("button", { name: "更名" }).click();
    await faster.getByLabel("简称").fill(`${shortName}快`);
    await faster.getByRole("dialog").getByRole("button", { name: "更名" }).click();
    await faster.locator(".facts").getByText(`${shortName}快`).waitFor();

    const dialog = slower.getByRole("dialog");
    await dialog.getByRole("button", { name: "更名" }).click();
    await dialog.getByText("有人修改了这个组织").waitFor();
    await dialog.getByRole("button", { name: "载入最新内容" }).click();
    await dialog.getByText(`简称是“${shortName}快”`).waitFor();
    expect(await dialog.getByLabel("简称").inputValue()).toBe(`${shortName}慢`);
    await dialog.getByRole("button", { name: "更名" }).click();
    await slower.locator(".facts").getByText(`${shortName}慢`).waitFor();
  });

  test("sends the same action again with the same key after a lost answer", async () => {
    const page = await openAs("desktop", accounts.petrochemSecretary, college);
    const keys: (string | undefined)[] = [];
    await page.route("**/api/organizations", (route) => {
      if (route.request().method() !== "POST") return route.continue();
      keys.push(route.request().headers()["idempotency-key"]);
      return keys.length === 1 ? route.abort() : route.continue();
    });
    const names = newName();
    await fillNewBranch(page, names);
    const submit = page.getByRole("dialog").getByRole("button", { name: "新建" });
    await submit.click();
    await page.getByText("网络连接失败").waitFor();
    await submit.click();
    await page.getByRole("heading", { name: names.name }).waitFor();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
  });
});

describe("what the rules say", () => {
  test("is shown exceptions first, and at each organisation with its figures and its clock", async () => {
    const page = await openAs("desktop", accounts.organizationDepartment, "/organizations?show=exceptions");
    const expired = page.getByRole("region", { name: /任期届满/ });
    await expired.waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "desktop-exceptions");
    await expired.getByRole("link").first().click();
    const finding = page.locator(".findings li", { hasText: "任期届满，尚未换届" });
    await finding.locator("summary").click();
    await finding.getByText(/第.+条/).waitFor();
    await page.getByRole("img", { name: /已超期 \d+ 天/ }).waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "desktop-findings");
  });
});

describe("the record of operations", () => {
  test("shows a change with its person, its time on campus and an intact chain", async () => {
    const { shortName } = await createBranch();
    const auditor = await openAs("desktop", accounts.auditAdministrator, "/audit");
    // The record is written behind the change, by way of its event.
    await expect
      .poll(
        async () => {
          await auditor.reload();
          await auditor.locator("table.entries, .ant-empty").first().waitFor();
          return auditor.locator("tr", { hasText: shortName }).first().textContent();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain("王海燕");
    const row = await auditor.locator("tr", { hasText: shortName }).first().textContent();
    const today = new Intl.DateTimeFormat("zh-CN", {
      timeZone: "Asia/Shanghai",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    }).format(new Date());
    expect(row).toContain("新建党组织");
    expect(row).toContain(today);
    await auditor.getByText("记录链完整").waitFor();
  });
});

describe("the tree on a phone", () => {
  test("is walked down by touch and searched", async () => {
    const page = await openAs("phone", accounts.member, "/organizations");
    await page.getByRole("link", { name: /^石化学院党委/ }).click();
    await page.getByRole("link", { name: /^石化学院应用化学系教工党支部/ }).click();
    await page.getByRole("heading", { name: "石化学院应用化学系教工党支部" }).waitFor();
    await page.getByRole("link", { name: "返回" }).click();
    await page.getByRole("heading", { name: "石化学院党委" }).waitFor();
    await page.getByRole("searchbox").fill("退休");
    await page.getByText(/找到 \d+ 个组织/).waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-search");
  });

  test("renames for those who may, with fields large enough not to zoom", async () => {
    const { shortName, path } = await createBranch();
    const page = await openAs("phone", accounts.petrochemSecretary, path);
    await page.getByRole("link", { name: "更名" }).click();
    const field = page.getByLabel("简称");
    expect(
      await field.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
    ).toBeGreaterThanOrEqual(16);
    await expectNoAxeViolations(page);
    await field.fill(`${shortName}新`);
    await page.getByRole("button", { name: "更名" }).click();
    await page.getByRole("heading", { name: `${shortName}新` }).waitFor();
  });

  test("moves and dissolves for those who may, behind the figures and the clock of the organisation", async () => {
    const { shortName, path } = await createBranch();
    const page = await openAs("phone", accounts.organizationDepartment, path);
    await page.getByRole("heading", { name: "换届时钟" }).waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-organization");
    await page.getByRole("link", { name: "调整隶属" }).click();
    await page.getByLabel("新的上级党组织").selectOption({ label: "商学院党委" });
    await page.getByText(`将“${shortName}”从“石化学院党委”调整到“商学院党委”？`).waitFor();
    await page.getByRole("button", { name: "确认调整" }).click();
    await page.getByRole("link", { name: "撤销" }).click();
    await page.getByLabel("撤销原因").fill("试验结束");
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "确认撤销" }).click();
    await page.getByText("已撤销（试验结束）").waitFor();
  });

  test("shows the reasons at the fields of an empty form", async () => {
    const page = await openAs(
      "phone",
      accounts.petrochemSecretary,
      `${college}/new`.replace("/organizations", "/m/organizations"),
    );
    await page.getByRole("button", { name: "新建" }).click();
    await page.getByText("请填写全称").waitFor();
    await page.getByText("请选择类别").last().waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-create");
  });
});
