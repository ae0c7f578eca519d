import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { issuePass } from "../support/activity-door.ts";
import { apiOf } from "../support/api-client.ts";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { holdToDoor } from "../support/browser/door-pictures.ts";
import { follow, screenshot } from "../support/browser/page.ts";

const { openAs, running, signInAs } = browserSuite();

/** Of another branch, and not due. */
const visitor = "2023140207";

/** Campus time for a field of date and time. */
function campusTime(minutes: number): string {
  const at = new Date(Date.now() + minutes * 60_000 + 8 * 3_600_000);
  return at.toISOString().slice(0, 16);
}

async function draftOnDesktop(page: Page): Promise<void> {
  await page.getByRole("button", { name: "安排活动" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("#kind").click();
  await page.locator(".ant-select-item-option", { hasText: "主题党日" }).click();
  await dialog.locator("#title").fill("主题党日：学习二十届四中全会精神");
  await dialog.locator("#startsAt").fill(campusTime(3));
  await dialog.locator("#endsAt").fill(campusTime(115));
  await dialog.locator("#capacity").fill("20");
  await screenshot(page, "desktop-activity-new");
  await expectNoAxeViolations(page);
  await dialog.getByRole("button", { name: "保存草稿" }).click();
}

/** The scanner in a new tab, without network and so without a login: only what the phone has kept. */
async function openDoorOffline(activityId: string): Promise<Page> {
  const path = `/m/activities/${activityId}/scan`;
  const first = await signInAs("phone", accounts.branchSecretary, path);
  await first.getByText("现在断网也可以扫码").waitFor();
  await first.getByText("没有网络时也能重新打开").waitFor();
  const door = await first.context().newPage();
  await first.close();
  // As in a basement: the browser believes in a network that answers nothing.
  await door.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "onLine", { get: () => true });
    window.stop = () => Object.assign(globalThis, { isBrokenOff: true });
  });
  await door.context().setOffline(true);
  await door.goto(path);
  await door.getByText("正在使用先前下载的名单").waitFor();
  // On a slow phone the rest of the page is still on its way when the login turns out to be out of reach.
  expect(await door.evaluate("globalThis.isBrokenOff")).toBeUndefined();
  return door;
}

/** What a person could fill in on this page, apart from ticking the list. */
async function countFields(page: Page): Promise<number> {
  return await page.locator("form :is(input, select, textarea):visible:not(.mark-list *)").count();
}

/** What a door says of passes that are none, or not for this door and this moment. */
async function showWrongPasses(door: Page, activityId: string): Promise<void> {
  const passAt = await issuePass(running(), activityId, accounts.member);
  const now = new Date();
  const [version, , personId = "", ...rest] = (await passAt(now)).split(".");
  await holdToDoor(door, [version, "act-other", personId, ...rest].join("."), "这是另一项活动的入场码");
  const forged = personId.replace(/.$/, (last) => (last === "a" ? "b" : "a"));
  await holdToDoor(door, [version, activityId, forged, ...rest].join("."), "入场码无效，可能被改动");
  await holdToDoor(door, await passAt(new Date(now.getTime() - 60_000)), "入场码已更换，可能是截图");
  await holdToDoor(door, "https://example.edu.cn/", "不是本平台的入场码");
  // Long after the end of the activity.
  await door.evaluate(() => {
    const now = Date.now;
    Object.assign(globalThis, { restoreClock: () => Object.assign(Date, { now }) });
    Date.now = () => now() + 12 * 3_600_000;
  });
  await holdToDoor(door, await passAt(now), "入场码已过期");
  await screenshot(door, "phone-scan-refused");
  await door.evaluate("restoreClock()");
  await door.getByText("本机已扫0人").waitFor();
}

/** A pass on one phone, read by another one that has no network; the reading arrives after the login that follows. */
async function checkInOffline(activityId: string): Promise<void> {
  const door = await openDoorOffline(activityId);
  const holder = await openAs("phone", accounts.petrochemSecretary, "/m/activities");
  await holder.getByRole("link", { name: /^出示入场码：主题党日：学习/ }).click();
  await holder.getByRole("img", { name: /的入场码$/ }).waitFor();
  await expectNoAxeViolations(holder);
  const picture = await screenshot(holder, "phone-pass");
  await follow(holder, "/m/activities/exceptions");
  await holder.getByText(/^\d+个党支部需要关注$/).waitFor();
  await expectNoAxeViolations(holder);
  await screenshot(holder, "phone-exceptions");
  await holder.goto("/m/activities/grid");
  await holder
    .getByRole("link", { name: /应用化学.*/ })
    .first()
    .waitFor();
  await expectNoAxeViolations(holder);
  await screenshot(holder, "phone-activity-grid");
  await showWrongPasses(door, activityId);
  const choosing = door.waitForEvent("filechooser");
  await door.getByText("从图片识别").click();
  await (await choosing).setFiles(picture);
  await door.getByText("蒋国栋，已签到").waitFor();
  await door.getByText("其中1条待上传").waitFor();
  await expectNoAxeViolations(door);
  await screenshot(door, "phone-scan");
  await door.context().setOffline(false);
  await door.getByRole("button", { name: "重新登录" }).click();
  await door.getByText("本机已扫1人，全部上传").waitFor();
}

describe("an activity", () => {
  test("is planned, published, checked in to on the phone, recorded, confirmed and found in the ledger", async () => {
    const secretary = await openAs("desktop", accounts.branchSecretary, "/activities");
    await draftOnDesktop(secretary);
    await secretary.getByRole("button", { name: /^发\s?布$/ }).click();
    const member = await openAs("phone", accounts.member, "/m/activities");
    await member.getByRole("button", { name: /^报名：主题党日：学习/ }).click();
    await member.locator(".own-activity .state-good", { hasText: "已报名" }).waitFor();
    await secretary.reload();
    await secretary.getByText("第1名", { exact: true }).waitFor();
    await secretary.getByRole("button", { name: "开始签到" }).click();
    await secretary.locator(".code-large", { hasText: /^\d{6}$/ }).waitFor();
    await expectNoAxeViolations(secretary);
    const picture = await screenshot(secretary, "desktop-activity-held");
    await secretary.getByLabel("添加附件", { exact: true }).and(secretary.locator("input")).setInputFiles(picture);
    await secretary.getByRole("button", { name: "下载：desktop-activity-held.png" }).waitFor();

    await member.reload();
    await member.getByRole("button", { name: /^签到：/ }).click();
    const code = (await secretary.locator(".code-large").first().textContent()) ?? "";
    await member.getByLabel("会场签到码").fill(code.replace(/\d$/, (last) => String((Number(last) + 1) % 10)));
    await member.getByRole("button", { name: "确认签到" }).click();
    await member.getByText(/^签到码不对或已更换/).waitFor();
    const visit = `POST /api/activities/${secretary.url().split("/").at(-1)}/check-in`;
    expect(await apiOf(running())(visit, { as: visitor, body: { code } })).toMatchObject({ status: 200 });
    await member.getByLabel("会场签到码").fill(code);
    await expectNoAxeViolations(member);
    await screenshot(member, "phone-activities");
    await member.getByRole("button", { name: "确认签到" }).click();
    await member.locator(".own-activity .state-good", { hasText: "到会" }).waitFor();

    await checkInOffline(secretary.url().split("/").at(-1) ?? "");

    await secretary.getByRole("button", { name: "未到的全部记为到会" }).click();
    await secretary.getByText("应到 5 人，到会 5 人").waitFor();
    await secretary.getByRole("combobox", { name: "林可欣的到会情况" }).click();
    await screenshot(secretary, "desktop-activity-question");
    await secretary.locator(".ant-select-item-option", { hasText: "列席" }).click();
    await secretary.getByRole("button", { name: "填写记录" }).click();
    await secretary.getByLabel("第1项 记录").fill("重温入党誓词。");
    await secretary.reload();
    await secretary.getByText("已恢复您上次没有保存的内容").waitFor();
    await secretary.getByRole("button", { name: "添加决议" }).click();
    await secretary.getByLabel("决议1 决议事项").fill("通过年度学习计划");
    await secretary.getByLabel("决议1 决议内容").fill("按月集中学习。");
    await secretary.getByLabel("第1项 发言人").fill("许志远、韩冰");
    await expectNoAxeViolations(secretary);
    await screenshot(secretary, "desktop-activity-record");
    await secretary.getByRole("button", { name: "保存记录" }).click();
    await secretary.getByRole("button", { name: "确认归档" }).click();
    await secretary.getByRole("tooltip").getByRole("button", { name: "确认归档" }).click();
    await secretary.getByRole("button", { name: /^更\s?正$/ }).waitFor();
    expect(
      await secretary.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("activity-"))),
    ).toEqual([]);
    await screenshot(secretary, "desktop-activity-confirmed");

    await secretary.getByRole("button", { name: /^更\s?正$/ }).click();
    await secretary.getByLabel("更正原因").fill("签到表核对有误");
    await secretary.getByRole("combobox", { name: "韩冰的到会情况" }).click();
    await secretary.locator(".ant-select-item-option", { hasText: "请假" }).click();
    await expectNoAxeViolations(secretary);
    await secretary.getByRole("button", { name: "保存更正" }).click();
    await secretary.getByText("应到 5 人，到会 4 人").waitFor();
    await secretary.getByText("改动了 1 人的到会情况").waitFor({ state: "attached" });
    await screenshot(secretary, "desktop-activity-corrected");

    await expect
      .poll(
        async () => {
          await secretary.goto("/ledger");
          await secretary.getByText(/全年已归档/).waitFor();
          return await secretary.getByRole("link", { name: "主题党日：学习二十届四中全会精神" }).count();
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(1);
    await expectNoAxeViolations(secretary);
    await screenshot(secretary, "desktop-ledger");
  });

  test("that nobody planned is recorded on the phone in one flow, and what was written survives a reload", async () => {
    const page = await openAs("phone", accounts.branchSecretary, "/m/activities");
    await page.getByRole("link", { name: "记录一次会议" }).click();
    await page.getByLabel("类型").selectOption({ label: "支部委员会会议" });
    await page.getByLabel("开始时间").fill(campusTime(-300));
    await page.getByLabel("时长").selectOption({ label: "1 小时" });
    const fields = await countFields(page);
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-meeting-new");
    await page.getByRole("button", { name: "下一步：点名和记录" }).click();
    await page.getByText("应到 3 人，到会 3 人").waitFor();
    expect(fields + (await countFields(page))).toBeLessThanOrEqual(7);
    await page.locator(".mark-list input").first().uncheck();
    await page.getByText("应到 3 人，到会 2 人").waitFor();
    await page.locator("textarea").first().fill("传达上级会议精神。");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "保存记录" }).click();
    await page.getByText("内容已保存在本机，网络恢复后请再次保存。").waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await page.getByText("已恢复您上次没有保存的内容").waitFor();
    expect(await page.locator("textarea").first().inputValue()).toBe("传达上级会议精神。");
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-meeting-record");
    await page.getByRole("button", { name: "保存记录" }).click();
    await page.getByRole("button", { name: "确认归档" }).waitFor();
    await page.getByText("达到规定人数").waitFor();
    await page.getByRole("button", { name: /^退\s?回$/ }).click();
    await page.getByLabel(/^退回意见/).fill("请补充缺席原因");
    await page.getByRole("button", { name: /^退\s?回$/ }).click();
    await page.getByText("退回意见：请补充缺席原因").waitFor();
    const picture = await screenshot(page, "phone-activity-given-back");
    await page.getByLabel("添加附件").setInputFiles(picture);
    await page.getByRole("button", { name: /^phone-activity-given-back\.png/ }).waitFor();
    await page.getByRole("link", { name: "填写记录" }).click();
    await page.getByRole("button", { name: "保存记录" }).click();
    await page.getByText(/^第\d+版 · 退回前/).click();
    await page.getByText("原因：请补充缺席原因").waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-activity");

    await page.getByRole("button", { name: "确认归档" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "确认归档" }).click();
    await page.getByRole("link", { name: "更正" }).click();
    await page.getByLabel(/^更正原因/).fill("漏记一名委员");
    await page.locator(".mark-list input:not(:checked)").check();
    await page.getByText("应到 3 人，到会 3 人").waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-correction");
    await page.getByRole("button", { name: "保存更正" }).click();
    await page.getByText(/^第\d+版 · 更正前/).click();
    await page.getByText("原因：漏记一名委员").waitFor();
    await page.getByText("改动了 1 人的到会情况").waitFor();
    await screenshot(page, "phone-corrected");

    await page.goto("/m/activities/new/record");
    await page.getByLabel("类型").selectOption({ label: "志愿服务" });
    await page.getByLabel("添加指定人员").fill("韩冰");
    await page.getByRole("button", { name: /^添加：韩冰/ }).click();
    const namedFields = await countFields(page);
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-meeting-named");
    await page.getByRole("button", { name: "下一步：点名和记录" }).click();
    await page.getByText("应到 1 人，到会 1 人").waitFor();
    expect(namedFields + (await countFields(page))).toBeLessThanOrEqual(7);

    await page.goto("/m/activities/calendars");
    await page.getByRole("button", { name: "订阅我的活动" }).click();
    await page.getByLabel(/^订阅地址/).waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-calendars");
    await page.getByRole("button", { name: "停用我的活动的订阅地址" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "停用" }).click();
    await page.getByText("还没有订阅地址").waitFor();

    await page.goto("/m/study-hours");
    await page.getByRole("button", { name: /^许志远 / }).click();
    await page
      .getByRole("list", { name: /许志远 \d+年参加的组织生活/ })
      .or(page.getByText("这一年还没有归档的记录"))
      .waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-study-hours");
    await page.goto("/m/ledger");
    await page.getByRole("table").waitFor();
    await page.getByRole("button", { name: "上半年" }).click();
    await page.getByRole("columnheader", { name: "6月" }).waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-ledger");

    await page.goto("/m/activities/new");
    await page.getByLabel(/^类型/).selectOption({ label: "党课" });
    await page.getByRole("textbox", { name: "主题" }).fill("联合党课");
    await page.getByText("更多：应到范围").click();
    await page.getByLabel("应到范围").selectOption({ label: "指定人员" });
    await page.getByLabel("添加指定人员").fill("许志远");
    await page.getByRole("button", { name: /^添加：许志远/ }).click();
    await page.getByLabel("联合开展的党组织").selectOption({ index: 2 });
    await page.getByLabel("姓名").fill("王教授");
    await page.getByRole("button", { name: "添加人员" }).click();
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-activity-plan");
    await page.getByRole("button", { name: "保存草稿" }).click();
    await page.getByText("待答复").waitFor();
    await page.getByText("王教授（列席）").waitFor();
    await page.getByRole("button", { name: "取消活动" }).click();
    await page.getByLabel(/^取消原因/).fill("与院务会冲突");
    await page.getByRole("button", { name: "取消活动" }).click();
    await page.getByText("取消原因：与院务会冲突").waitFor();

    await page.goto("/m/activities/plans");
    await page.getByRole("button", { name: "新建定期活动" }).click();
    await page.getByLabel("主题", { exact: true }).fill("每月主题党日");
    await page.getByLabel("哪一天").selectOption({ label: "每月第几个星期几" });
    await expectNoAxeViolations(page);
    await screenshot(page, "phone-plan-new");
    await page.getByRole("button", { name: "保存并生成草稿" }).click();
    await page.getByText("第1个星期五 14:30").waitFor();
    await screenshot(page, "phone-plans");

    const college = await openAs("desktop", accounts.petrochemSecretary, "/activities");
    await college.getByRole("columnheader", { name: "12月" }).waitFor();
    await expectNoAxeViolations(college);
    await screenshot(college, "desktop-activities");
    await follow(college, "/study-hours?organization=cczu-petrochem-b01");
    await college.getByRole("columnheader", { name: "学时" }).waitFor();
    await expectNoAxeViolations(college);
    await screenshot(college, "desktop-study-hours");
  });
});
