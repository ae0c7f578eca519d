import { describeMoment, isClockWrong } from "../clock.ts";
import { alertBox, button, h } from "../dom.ts";
import { listWaiting, sendEarlier } from "../outbox.ts";
import { show } from "../page.ts";
import { isStorageKept } from "../stored.ts";
import { noTokens } from "../texts.ts";
import { type CheckedPurse, checkPurse, listPurses, type PurseState } from "../wallet.ts";
import type { Screens } from "./screens.ts";

/** Where one may write, what waits, and the way to replies. */
export async function showStart(screens: Screens, news: readonly string[] = []): Promise<void> {
  const checked = await Promise.all(listPurses().map(checkPurse));
  show(
    "匿名反映",
    h("p", {}, "把问题、意见和建议告诉党组织，没有人知道是谁写的，还能看到答复和整改结果。"),
    ...news.map((text) => h("p", { class: "news", role: "status" }, text)),
    ...warnings(),
    h("h2", {}, "写意见"),
    checked.length === 0 && h("p", { class: "card" }, noTokens),
    h("ul", { class: "choices" }, ...checked.map((one) => choice(screens, one))),
    waitingCard(),
    h("h2", {}, "查看答复"),
    h("p", {}, "凭写意见时得到的 12 个字，查看答复，或者补充意见。"),
    button("输入回执查看答复", screens.replies),
  );
}

function warnings(): HTMLElement[] {
  const shown: HTMLElement[] = [];
  if (isClockWrong()) {
    shown.push(alertBox("这台设备的时钟不准。本页已按服务器时间处理，寄出时间不受影响。"));
  }
  if (!isStorageKept()) {
    shown.push(
      alertBox(
        "浏览器不允许本页保存任何内容（可能是无痕模式）。凭证和待寄的意见会在关闭页面时丢失，请在本次打开时写完并选择“现在寄出”。",
      ),
    );
  }
  return shown;
}

const stateTexts: Readonly<Record<Exclude<PurseState, "ready">, string>> = {
  offline: "现在连不上网，还没有核对过密钥。联网后重新打开本页。",
  keys_differ:
    "密钥与公示不一致，已停止。刚更换受理人时会这样，请过 10 分钟再打开；如果一直不一致，可能有人改动了网页或密钥，请不要写，并向上级纪检部门反映。",
};

function choice(screens: Screens, { purse, state }: CheckedPurse): HTMLElement {
  const { manifest } = purse;
  if (state !== "ready" || manifest === null) {
    return h("li", { class: "card" }, alertBox(stateTexts[state === "keys_differ" ? state : "offline"]));
  }
  const days = manifest.closesOn === null ? "长期开放" : `开放到 ${manifest.closesOn}`;
  return h(
    "li",
    { class: "card" },
    h("strong", {}, manifest.title),
    h("span", { class: "soft" }, `关于${manifest.about}，${days}，还能写 ${purse.tokens.length} 次`),
    h("span", { class: "crowd" }, `${manifest.scopeName}的 ${manifest.eligible} 人都可能是作者`),
    button("写给受理人", () => screens.before(purse), "primary"),
  );
}

function waitingCard(): HTMLElement | false {
  const waiting = listWaiting();
  if (waiting.length === 0) return false;
  return h(
    "section",
    { class: "card" },
    h("h2", {}, `待寄出：${waiting.length} 封`),
    h("p", {}, "已经加密，连这台设备也打不开。到时间且本页开着就自动寄出；如果那时页面关着，下次打开时寄出。"),
    h(
      "ul",
      { class: "plain" },
      ...waiting.map((one) =>
        h(
          "li",
          { class: "row" },
          one.due === 0 ? "正在等待网络" : `${describeMoment(one.due)} 之后寄出`,
          button("现在寄出", () => {
            sendEarlier(one);
            window.dispatchEvent(new Event("fb-send"));
          }),
        ),
      ),
    ),
  );
}
