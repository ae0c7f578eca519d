import { describeMoment } from "../clock.ts";
import { button, h } from "../dom.ts";
import { keepFromClosing } from "../leaving.ts";
import { show } from "../page.ts";
import { groupsOf } from "../public-number.ts";
import type { Receipt, Screens } from "./screens.ts";

/** Shown once: this browser does not keep it. */
export function showReceipt(screens: Screens, { words, commit, due, isFollowUp }: Receipt): void {
  const number = groupsOf(commit);
  const copied = h("p", { role: "status" });
  const copy = async () => {
    const text = `回执：${words}\n公示编号：${number}`;
    const isCopied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    copied.textContent = isCopied ? "已复制。粘贴到安全的地方后，请清空剪贴板。" : "这个浏览器不能复制，请抄写或打印。";
  };
  const done = button(
    "我已记好，离开",
    () => {
      keepFromClosing(false);
      void screens.start();
    },
    "primary",
  );
  show(
    "请记下回执",
    h("p", {}, due === 0 ? "意见已加密，正在寄出。" : `意见已加密，将在 ${describeMoment(due)} 之后寄出。`),
    h(
      "section",
      { class: "receipt" },
      h("h2", {}, isFollowUp ? "回执（与上次相同）" : "回执"),
      h("p", { class: "words" }, ...words.split(" ").map((group) => h("span", {}, group))),
      h("p", {}, "凭这 12 个字查看答复、补充意见。谁有它，谁就能看到答复；它不会再显示，丢失了无法找回。"),
      h("h2", {}, "公示编号"),
      h("p", { class: "number" }, number),
      h("p", {}, "不保密。转交之后，凭它在“办理公示”里核对意见有没有被收到、读过、答复。"),
    ),
    h(
      "div",
      { class: "actions" },
      button("复制", () => void copy()),
      button("打印", () => window.print()),
    ),
    copied,
    h(
      "p",
      { class: "soft" },
      due === 0
        ? "答复每天统一发布一次，最早明天可以查看。"
        : "请让本页在后台开着，或者到时间后再打开一次本页（随便看看也会寄出）。清除浏览器数据会丢失还没寄出的意见。",
    ),
    h("div", { class: "actions" }, done),
  );
}
