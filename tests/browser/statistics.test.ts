import { expect, test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { screenshot } from "../support/browser/page.ts";

const { openAs } = browserSuite();

/** How many the list shows before more is asked for; how many there are depends on the tests before. */
const firstPage = 30;

test("the department sees a school's numbers, opens the people behind one and prints the tables", async () => {
  const page = await openAs("desktop", accounts.organizationDepartment, "/statistics/cczu-petrochem");
  await page.getByRole("table", { name: "性别" }).waitFor();
  await page.getByRole("heading", { name: "直接下级" }).waitFor();
  await screenshot(page, "statistics-desktop");
  await expectNoAxeViolations(page);
  const held = page.getByRole("region", { name: "组织生活开展情况" });
  await held.scrollIntoViewIfNeeded();
  await screenshot(page, "statistics-activities-desktop");
  const times = held.getByRole("link", { name: /^合计\d+次，查看活动$/ });
  const all = Number(await times.textContent());
  await times.click();
  await page.getByRole("heading", { name: /年全部活动$/ }).waitFor();
  await expect.poll(() => page.locator(".people-behind li").count()).toBe(Math.min(all, firstPage));
  await expectNoAxeViolations(page);
  await page.goBack();
  const women = page.getByRole("row", { name: /^女/ }).getByRole("link");
  const count = Number(await women.textContent());
  expect(count).toBeGreaterThan(0);
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
  await page.emulateMedia({ media: "screen" });
  await women.click();
  await page.getByRole("heading", { name: "党员：性别为女" }).waitFor();
  await expect.poll(() => page.locator(".people-behind li").count()).toBe(Math.min(count, firstPage));
  await screenshot(page, "statistics-people-desktop");
  await expectNoAxeViolations(page);
});

test("a secretary reads the numbers of the school on the phone", async () => {
  const page = await openAs("phone", accounts.petrochemSecretary, "/m/statistics");
  await page.getByRole("heading", { name: "年龄" }).waitFor();
  await screenshot(page, "statistics-phone");
  await expectNoAxeViolations(page);
  await page.getByText(/^发展中人员 \d+$/).click();
  await page.getByRole("link", { name: /入党申请人/ }).click();
  await page.getByRole("heading", { name: "发展中人员：人员类别为入党申请人" }).waitFor();
  await page.locator(".rows li").first().waitFor();
});

test("a member sees the totals of the own branch only", async () => {
  const page = await openAs("desktop", accounts.member, "/statistics");
  await page.getByText("您可以查看人数").waitFor();
  expect(await page.getByRole("table", { name: "性别" }).count()).toBe(0);
  await screenshot(page, "statistics-member");
});
