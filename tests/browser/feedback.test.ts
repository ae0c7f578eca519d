import type { Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import type { Campaign } from "../../lib/feedback/campaign.ts";
import { writeHandover } from "../../lib/feedback-protocol/handover.ts";
import { modulusBytes, preparedBytes } from "../../lib/feedback-protocol/sizes.ts";
import type { Token } from "../../lib/feedback-protocol/token.ts";
import { compose, submit } from "../../scripts/demo/write-feedback.ts";
import { apiOf, people } from "../support/api-client.ts";
import { accounts } from "../support/browser/accounts.ts";
import { expectNoAxeViolations } from "../support/browser/axe.ts";
import { browserSuite } from "../support/browser/browser-suite.ts";
import { follow, screenshot, sizes } from "../support/browser/page.ts";
import { fetchTokens, makeRecipientKey } from "../support/feedback-writer.ts";

const { openAs, openAt, running } = browserSuite();
const passphrase = "一支足够长的试验口令 2026";
const title = "第四季度意见征集";
const written = "三楼会议室漏水半年，报修没有回音。";
const reply = "已联系后勤，本周五前修好。";

async function look(page: Page, name: string): Promise<void> {
  await expectNoAxeViolations(page);
  await screenshot(page, name);
}

/** What the schedule does every night, now. */
async function mix(): Promise<void> {
  const target = [...running().cloud.parts.functions.values()].find(({ name }) => name.includes("MixFeedback"));
  const { error } = (await target?.invoke({ time: new Date().toISOString() })) ?? { error: "no such function" };
  expect(error).toBeUndefined();
}

async function choosePerson(page: Page, index: number, number: string): Promise<void> {
  const row = page.locator(".line-row").nth(index);
  await row.locator("input[role=combobox]").fill(number);
  await page.locator(".ant-select-item-option", { hasText: number }).last().click();
  await row.getByLabel("写意见的人看到的身份").fill(index === 0 ? "学院党委书记" : "学院组织员");
}

/** Four messages of others, so that the first is not alone; gives the week. */
async function writeAsOthers(campaignId: string): Promise<string> {
  let week = "";
  const product = running();
  const api = apiOf(product);
  for (const account of [people.branchSecretary, people.committeeMember]) {
    const { manifest, tokens } = await fetchTokens({ api, product }, account, campaignId);
    for (const token of tokens) {
      const { request } = await compose(manifest, token as Token, { text: `希望公开经费：${account}` });
      expect((await submit(product, request)).status).toBe(202);
    }
    week = manifest.epoch;
  }
  return week;
}

async function makeKey(page: Page): Promise<void> {
  await page.getByLabel("口令", { exact: true }).fill(passphrase);
  await page.getByLabel("再输入一次").fill(passphrase);
  await expect.poll(() => page.locator(".recovery-words").textContent()).toMatch(/^\S{4} \S{4} \S{4}$/);
  await page.getByRole("checkbox", { name: "我已记好恢复字条" }).check();
  await look(page, "desktop-feedback-key");
  await page.getByRole("button", { name: "保存密钥" }).click();
  await page.getByText("已解锁。").first().waitFor();
}

async function openCampaign(page: Page): Promise<Campaign> {
  await follow(page, "/campaigns");
  await page.getByText("没有意见征集").waitFor();
  await look(page, "desktop-feedback-campaigns-empty");
  await page.getByRole("button", { name: "开启征集" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("写意见的人看到的名称").fill("石油化工学院党委");
  await dialog.getByLabel("标题").fill(title);
  await dialog.getByLabel("结束").fill("2099-12-31");
  await dialog.getByRole("button", { name: "增加题目" }).click();
  await dialog.getByLabel("第 1 题").first().fill("对组织生活的满意程度");
  await choosePerson(page, 0, accounts.petrochemSecretary);
  await choosePerson(page, 1, people.organizer);
  await look(page, "desktop-feedback-new-campaign");
  const answer = page.waitForResponse((response) => response.url().endsWith("/api/feedback/campaigns"));
  await dialog.getByRole("button", { name: "开启", exact: true }).click();
  await page.locator(".campaign-list li").waitFor();
  await look(page, "desktop-feedback-campaigns");
  return (await (await answer).json()) as Campaign;
}

/** From the application to the page on the other host: tokens travel in the address, nobody's name does. */
async function goAndWrite(phone: Page): Promise<Page> {
  await phone.getByText("凭证已备好").waitFor({ timeout: 30_000 });
  await look(phone, "phone-feedback-entry");
  const [page] = await Promise.all([
    phone.context().waitForEvent("page"),
    phone.getByRole("link", { name: "去写意见" }).click(),
  ]);
  await page.getByRole("button", { name: "写给受理人" }).waitFor();
  expect(page.url()).toBe(`${running().feedbackUrl}/`);
  await phone.getByText("凭证已交给填写页面").waitFor();
  return page;
}

const canary = /Exif|GPSLatitude|camera-of-zhang-san/;

/** A photograph as a phone takes it: what the camera knows stands before the picture. */
function withPosition(jpeg: Buffer): Buffer {
  const content = Buffer.from("Exif\0\0MM\0*\0\0\0\x08GPSLatitude 31.8 camera-of-zhang-san", "latin1");
  const head = Buffer.from([0xff, 0xe1, 0, content.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

async function write(page: Page): Promise<{ words: string; number: string }> {
  await look(page, "phone-writer-start");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Write to the recipients" }).waitFor();
  await look(page, "phone-writer-english");
  // What was loaded once is here without a network.
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Write to the recipients" }).waitFor();
  await page.getByRole("button", { name: "中文" }).click();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "写给受理人" }).click();
  await page.getByRole("heading", { name: "保护不了什么" }).waitFor();
  await look(page, "phone-writer-before");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "我了解了，开始写" }).click();
  await page.getByLabel("1 很不满意").check();
  await page.getByLabel("还想说的").fill(written);
  const picture = withPosition(await page.screenshot({ type: "jpeg" }));
  expect(picture.toString("latin1")).toMatch(canary);
  await page.getByLabel("附件").setInputFiles([
    { name: "张三拍的.jpg", mimeType: "image/jpeg", buffer: picture },
    { name: "名单.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 x") },
  ]);
  await look(page, "phone-writer-write");
  await page.getByRole("button", { name: "下一步：核对" }).click();
  await page.getByText("“名单.pdf”没有附上").waitFor();
  await page.getByText("附件1.jpg").waitFor();
  await look(page, "phone-writer-review");
  await page.getByLabel("现在寄出").check();
  await page.context().setOffline(false);
  const dropped = page.waitForResponse((response) => response.url().endsWith("/drop"));
  await page.getByRole("button", { name: "加密并得到回执" }).click();
  await page.getByRole("heading", { name: "请记下回执" }).waitFor();
  await look(page, "phone-writer-receipt");
  const drop = await dropped;
  expect(drop.status()).toBe(202);
  const headers = Object.keys(await drop.request().allHeaders());
  expect(headers.filter((name) => /^(authorization|cookie|referer)$/.test(name))).toEqual([]);
  const words = (await page.locator(".words span").allTextContents()).join(" ");
  const number = (await page.locator(".number").textContent()) ?? "";
  await page.getByRole("button", { name: "我已记好，离开" }).click();
  await page.getByText("还能写 1 次").waitFor();
  // C3: nothing of what was written stays on the device.
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toMatch(/漏水|waiting/);
  return { words, number };
}

async function handle(page: Page, campaignId: string): Promise<void> {
  await page.goto(`/feedback/receive/${campaignId}`);
  await page.getByLabel("口令").fill(passphrase);
  await page.getByRole("button", { name: "解锁" }).click();
  const cases = page.locator(".case");
  await expect.poll(() => cases.count()).toBe(5);
  const detail = page.locator(".feedback-inbox > :last-child");
  for (let index = 0; index < 5; index++) {
    await cases.nth(index).click();
    await detail.getByRole("button", { name: "打开并登记已读" }).click();
    await detail.locator(".message-written").last().waitFor();
    if ((await detail.getByText(written).count()) > 0) break;
  }
  await detail.getByText("对组织生活的满意程度").waitFor();
  // C7: what came out is the picture alone.
  const source = (await detail.locator(".attached img").getAttribute("src")) ?? "";
  const attached = Buffer.from(source.split(",")[1] ?? "", "base64");
  expect([...attached.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(attached.toString("latin1")).not.toMatch(canary);
  await look(page, "desktop-feedback-inbox");
  await detail.getByLabel("答复", { exact: true }).fill(reply);
  await detail.getByRole("button", { name: "加密并答复" }).click();
  await detail.getByText("再次答复").waitFor();
  await detail.getByLabel("整改措施").fill("更换三楼会议室屋面防水");
  await detail.getByLabel("完成期限").fill("2099-01-05");
  await detail.getByRole("button", { name: "转为整改事项" }).click();
  await detail.getByLabel("整改结果").fill("屋面已更换，验收合格");
  await detail.getByRole("button", { name: "登记结果" }).click();
  await detail.getByText("已公开").waitFor();
  await page.getByRole("button", { name: "清点回答" }).click();
  await page.getByRole("button", { name: "公布统计" }).waitFor();
  await look(page, "desktop-feedback-handled");
}

/** The next message, by a recipient who is on the way; on the desktop all may have been opened before the one looked for was found. */
async function handleOnPhone(): Promise<void> {
  const phone = await openAs("phone", accounts.petrochemSecretary, "/m/feedback/receive");
  await phone.getByLabel("口令").fill(passphrase);
  await phone.getByRole("button", { name: "解锁" }).click();
  await phone.getByText("已解锁。").first().waitFor();
  await screenshot(phone, "phone-feedback-receive");
  await phone.getByRole("link", { name: title }).click();
  await phone.getByLabel("显示").selectOption({ label: "待答复" });
  await phone.locator(".rows a").first().waitFor();
  await look(phone, "phone-feedback-inbox");
  await phone.locator(".rows a").first().click();
  const open = phone.getByRole("button", { name: "打开并登记已读" });
  await open.or(phone.locator(".message-written").first()).waitFor();
  if (await open.isVisible()) await open.click();
  await phone.locator(".message-written").first().waitFor();
  await phone.getByLabel("类别").fill("经费公开");
  await phone.getByRole("button", { name: "保存", exact: true }).click();
  await phone.locator(".case-marks", { hasText: "经费公开" }).waitFor();
  await look(phone, "phone-feedback-case");
  await phone.getByRole("textbox", { name: "答复" }).fill("经费使用每季度在公告栏公开一次。");
  await phone.getByRole("button", { name: "加密并答复" }).click();
  await phone.getByRole("heading", { name: "再次答复" }).waitFor();
}

async function readReply(page: Page, words: string): Promise<void> {
  await page.reload();
  await page.getByRole("button", { name: "输入回执查看答复" }).click();
  await page.getByLabel("回执").fill(words.replace(/.$/, "一"));
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await page.getByText("有一个字不对就打不开").waitFor();
  await page.getByLabel("回执").fill(words.replaceAll(" ", ""));
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await page.getByText(reply).waitFor();
  await look(page, "phone-writer-reply");
  await page.getByRole("button", { name: "补充意见" }).waitFor();
}

async function checkLedger(number: string): Promise<void> {
  const page = await openAt("desktop", `${running().feedbackUrl}/ledger.html`);
  await page.getByText("更换三楼会议室屋面防水").waitFor();
  await page.getByRole("row", { name: /^中共常州大学石油化工学院委员会 5 / }).waitFor();
  await look(page, "desktop-ledger");
  await page.getByRole("button", { name: "查看全部公示并核对" }).click();
  await page.getByText("首尾相连，没有改动").waitFor();
  await page.context().setOffline(true);
  await page.getByLabel("核对一封意见").fill(number);
  await page.getByRole("button", { name: "核对", exact: true }).click();
  await page.getByText("已收到并转交给受理人").waitFor();
  await page.locator("li", { hasText: "整改有结果" }).waitFor();
  await look(page, "desktop-ledger-checked");
  await page.setViewportSize(sizes.phone.viewport);
  await screenshot(page, "phone-ledger-checked");
}

/** A14: whoever was handed other keys than everybody else must not write. */
async function refuseOtherKeys(campaignId: string, epoch: string): Promise<void> {
  const token = { prepared: new Uint8Array(preparedBytes), signature: new Uint8Array(modulusBytes) };
  const handed = writeHandover([{ campaignId, epoch, digest: "0".repeat(64), tokens: [token] }]);
  const page = await openAt("phone", `${running().feedbackUrl}/#${handed}`);
  await page.getByText("密钥与公示不一致").waitFor();
  expect(await page.getByRole("button", { name: "写给受理人" }).count()).toBe(0);
  expect(page.url()).toBe(`${running().feedbackUrl}/`);
  await look(page, "phone-writer-other-keys");
}

test("C1 C3 C4 C5 C7 a message goes from a phone to its recipients and comes back as an answer, and nobody on the way knows whose", async () => {
  const secretary = await openAs("desktop", accounts.petrochemSecretary, "/feedback/receive");
  await makeKey(secretary);
  await makeRecipientKey(apiOf(running()), people.organizer);
  const { campaignId } = await openCampaign(secretary);
  await vi.waitFor(
    async () => {
      const mine = await apiOf(running())<{ writable: unknown[] }>("GET /api/me/feedback", { as: people.member });
      expect(mine.body.writable).toHaveLength(1);
    },
    { timeout: 30_000, interval: 200 },
  );
  const epoch = await writeAsOthers(campaignId);

  await refuseOtherKeys(campaignId, epoch);

  const phone = await openAs("phone", accounts.member, "/m/feedback");
  const writer = await goAndWrite(phone);
  const requested: string[] = [];
  writer.on("request", (request) => requested.push(`${request.url()} ${request.postData() ?? ""}`));
  const { words, number } = await write(writer);
  const isOwn = (request: string) => request.replace(/^blob:/, "").startsWith(running().feedbackUrl);
  expect(requested.filter((request) => !isOwn(request))).toEqual([]);
  expect(requested.filter((request) => words.split(" ").some((part) => request.includes(part)))).toEqual([]);

  await mix();
  await handle(secretary, campaignId);
  await handleOnPhone();
  await mix();
  await vi.waitFor(
    async () => {
      const chain = await (await fetch(`${running().feedbackUrl}/ledger/${campaignId}.json`)).text();
      expect(chain).toContain('"kind":"result"');
    },
    { timeout: 30_000, interval: 200 },
  );
  await readReply(writer, words);
  await checkLedger(number);
});
