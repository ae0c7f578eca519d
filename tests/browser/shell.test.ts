import { describe, expect, test } from "vitest";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { follow, type Size, screenshot } from "../support/browser/page.ts";

const { openAs, signInAs } = browserSuite();
const sizes: Size[] = ["desktop", "phone"];

describe("signing in", () => {
  test("leads to the login and back to the address that was asked for", async () => {
    const page = await signInAs("desktop", accounts.organizationDepartment, "/organizations/cczu-petrochem");
    expect(new URL(page.url()).pathname).toBe("/organizations/cczu-petrochem");
    await page.getByRole("heading", { name: "石油化工学院" }).waitFor();
  });

  test("says after signing out that it is over, and asks for the login only when wanted", async () => {
    const page = await signInAs("desktop", accounts.member, "/");
    await page.getByRole("button", { name: /账号菜单/ }).click();
    await page.getByRole("menuitem", { name: "退出登录" }).click();
    // The identity provider may ask whether its own session ends too.
    const confirm = page.getByRole("button", { name: "退出登录" });
    const signedOut = page.getByRole("heading", { name: "您已退出登录" });
    await confirm.or(signedOut).first().waitFor();
    if (await confirm.isVisible()) await confirm.click();
    await signedOut.waitFor();
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.locator("button[name=account]").first().waitFor();
  });

  test("keeps the page when the login has expired and offers a new one", async () => {
    const page = await signInAs("desktop", accounts.organizationDepartment, "/organizations");
    await page.getByRole("tree").first().waitFor();
    await page.route("**/api/**", (route) =>
      route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"code":"unauthenticated"}' }),
    );
    await page.route("**/token", (route) => route.fulfill({ status: 400, body: '{"error":"invalid_grant"}' }));
    await page.getByRole("button", { name: "更名" }).click();
    await page.getByLabel("简称").fill("没有提交的简称");
    await page.getByRole("dialog").getByRole("button", { name: "更名" }).click();
    await page.getByRole("button", { name: "重新登录" }).first().waitFor();
    expect(await page.getByLabel("简称").inputValue()).toBe("没有提交的简称");
  });
});

describe("the two shells", () => {
  test("lead a phone to the phone shell and back to the desktop version when asked", async () => {
    const page = await signInAs("phone", accounts.member, "/");
    expect(new URL(page.url()).pathname).toBe("/m");
    await page.goto("/m/account");
    await page.getByRole("button", { name: "桌面版" }).click();
    await page.waitForURL("**/account");
    await page.goto("/");
    await page.getByRole("navigation", { name: "主导航" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
  });

  test("keep the language that was chosen", async () => {
    const page = await openAs("desktop", accounts.member, "/");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "My posts" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "My posts" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  test.each(sizes)("say when the network is gone (%s)", async (size) => {
    const page = await openAs(size, accounts.member, "/");
    await page.context().setOffline(true);
    await page.getByText("网络已断开").waitFor();
    await page.context().setOffline(false);
    await page.getByText("网络已断开").waitFor({ state: "detached" });
  });
});

describe("what a person may open", () => {
  test.each(sizes)("is nothing but the home page without a post, and says whom to ask (%s)", async (size) => {
    const page = await openAs(size, accounts.nobody, "/");
    await page.getByText("您的账号还没有分配权限").waitFor();
    expect(await page.getByRole("link", { name: "组织架构" }).count()).toBe(0);
    await follow(page, size === "phone" ? "/m/organizations" : "/organizations");
    await page.getByRole("heading", { name: "没有权限打开这个页面" }).waitFor();
    await expectNoAxeViolations(page);
    await follow(page, size === "phone" ? "/m/no-such-page" : "/no-such-page");
    await page.getByRole("heading", { name: "没有这个页面" }).waitFor();
  });

  test("leaves out the records for a member", async () => {
    const page = await openAs("desktop", accounts.member, "/");
    await page.getByRole("link", { name: "组织架构" }).first().waitFor();
    expect(await page.getByRole("link", { name: "操作记录" }).count()).toBe(0);
  });
});

describe("every screen", () => {
  const screens = [
    { path: "/", ready: "h1" },
    { path: "/organizations", ready: ".node, .rows a" },
    { path: "/organizations/cczu-petrochem-b01", ready: ".facts" },
    { path: "/audit", ready: ".state-good" },
  ];

  test.each(sizes)("has no accessibility violations and survives text of one and a half size (%s)", async (size) => {
    const page = await openAs(size, accounts.auditAdministrator, "/");
    for (const { path, ready } of screens) {
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      await expectNoAxeViolations(page);
      await screenshot(page, `${size}${path.replaceAll("/", "-")}`);
      const overflow = await page.evaluate(() => {
        document.documentElement.style.fontSize = "150%";
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      });
      expect(overflow, path).toBe(0);
    }
  });
});
