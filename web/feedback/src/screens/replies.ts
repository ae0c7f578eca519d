import type { Bytes } from "../../../../lib/feedback-protocol/bytes.ts";
import { keysOf, readWords, receiptCharacters } from "../../../../lib/feedback-protocol/receipt.ts";
import { readReplies } from "../../../../lib/feedback-protocol/reply.ts";
import { alertBox, button, field, h } from "../dom.ts";
import { show } from "../page.ts";
import { type CampaignOutcome, readBundle, readOutcomes } from "../public-files.ts";
import { listPurses } from "../wallet.ts";
import type { Screens } from "./screens.ts";

/** Asks for a receipt and shows what was answered to it. */
export function showReplies(screens: Screens): void {
  const words = h("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    name: "words",
  });
  const found = h("div", { "aria-live": "polite" });
  const look = async () => {
    found.replaceChildren(h("p", { role: "status" }, "正在查找…"));
    const secret = await readWords(words.value);
    if (secret === undefined) {
      const advice = `回执是 ${receiptCharacters} 个汉字，有一个字不对就打不开。请对照抄写的内容再看一遍。`;
      return void found.replaceChildren(alertBox(advice));
    }
    found.replaceChildren(...(await resultOf(screens, secret).catch(() => [alertBox("现在连不上网，请稍后再试。")])));
  };
  show(
    "查看答复",
    h("p", {}, "所有答复打成一包，每个人下载的都一样；您的回执只在这台设备上用，不会发送。"),
    field("回执（12 个字）", words),
    h(
      "div",
      { class: "actions" },
      button("查看", () => void look(), "primary"),
      button("返回", () => void screens.start()),
    ),
    found,
  );
}

interface Found {
  readonly campaign: CampaignOutcome;
  readonly replies: readonly string[];
}

async function findReplies(secret: Bytes): Promise<Found[]> {
  const keys = await keysOf(secret);
  const campaigns = await readOutcomes();
  // Bundles of all campaigns: which of them is meant stays here.
  const bundles = await Promise.all(campaigns.map(({ campaignId }) => readBundle(campaignId)));
  const replies = await Promise.all(bundles.map((bundle) => readReplies(bundle, keys)));
  return campaigns.map((campaign, index) => ({ campaign, replies: replies[index] ?? [] }));
}

async function resultOf(screens: Screens, secret: Bytes): Promise<HTMLElement[]> {
  const found = (await findReplies(secret)).filter(({ replies }) => replies.length > 0);
  const none = h(
    "p",
    { class: "card" },
    "还没有答复。答复每天凌晨统一发布；到期没有答复的，“办理公示”里会写明。如果意见还在待寄，要先寄出。",
  );
  const shown = found.map(({ campaign, replies }) =>
    h(
      "section",
      { class: "card" },
      h("h2", {}, campaign.title),
      ...replies.map((reply) => h("p", { class: "written" }, reply)),
    ),
  );
  return [...(shown.length === 0 ? [none] : shown), followUp(screens, secret, found)];
}

/** Adds to a message: where the reply came from, or any campaign for which there is a token. */
function followUp(screens: Screens, secret: Bytes, found: readonly Found[]): HTMLElement {
  const purses = listPurses().filter(
    ({ campaignId, manifest }) =>
      manifest !== null && (found.length === 0 || found.some(({ campaign }) => campaign.campaignId === campaignId)),
  );
  if (purses.length === 0) {
    return h("p", { class: "soft" }, "要补充意见，需要一份新的匿名凭证：登录平台打开“匿名反映”，再回到这里。");
  }
  return h(
    "div",
    { class: "actions" },
    ...purses.map((purse) => button(`补充意见：${purse.manifest?.title}`, () => screens.before(purse, { secret }))),
  );
}
