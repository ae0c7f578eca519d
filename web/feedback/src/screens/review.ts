import type { Attachment } from "../../../../lib/feedback-protocol/message.ts";
import { wordsOf } from "../../../../lib/feedback-protocol/receipt.ts";
import { sealMessage } from "../compose.ts";
import { alertBox, button, h } from "../dom.ts";
import { keepFromClosing } from "../leaving.ts";
import { drawMoment, put } from "../outbox.ts";
import { show } from "../page.ts";
import { styleAdvice } from "../texts.ts";
import { spendToken } from "../wallet.ts";
import { describeAnswer } from "./questions.ts";
import type { Screens, Writing } from "./screens.ts";

/** Everything that recipients will see, and the choice when it is sent. */
export function showReview(screens: Screens, writing: Writing, refusals: readonly string[]): void {
  const { manifest, draft, purse, earlier } = writing;
  const trouble = h("div", {});
  const later = h("input", { type: "radio", name: "when", value: "later", checked: true });
  const at = h("input", { type: "radio", name: "when", value: "now" });
  const answers = manifest.questions.filter(({ questionId }) => draft.answers[questionId] !== undefined);
  const send = async () => {
    trouble.replaceChildren(h("p", { role: "status" }, "正在加密…"));
    const token = spendToken(purse);
    if (token === undefined) return void trouble.replaceChildren(alertBox("凭证已经用完，下周一会有新的。"));
    const { request, commit } = await sealMessage(manifest, token, draft, writing.secret);
    const due = later.checked ? drawMoment(manifest.acceptUntil) : 0;
    put(request, { due, lastDay: manifest.acceptUntil });
    screens.receipt({ words: await wordsOf(writing.secret), commit, due, isFollowUp: earlier !== undefined });
    window.dispatchEvent(new Event("fb-send"));
  };
  keepFromClosing(true);
  show(
    "核对",
    ...refusals.map((one) => alertBox(one)),
    h("p", { class: "warn-card card" }, styleAdvice),
    h(
      "section",
      { class: "card" },
      h("h2", {}, "受理人将看到"),
      ...answers.flatMap((question) => [
        h("p", { class: "soft" }, question.text),
        h("p", { class: "written" }, describeAnswer(question, draft.answers[question.questionId])),
      ]),
      draft.text !== "" && h("p", { class: "written" }, draft.text),
      ...draft.attachments.map(preview),
    ),
    h(
      "fieldset",
      {},
      h("legend", {}, "什么时候寄出"),
      h(
        "label",
        { class: "option" },
        later,
        h("span", {}, "稍后寄出（推荐）：1 到 24 小时之间随机选一个时间，和您写的时间无关"),
      ),
      h(
        "label",
        { class: "option" },
        at,
        h("span", {}, "现在寄出：正在看着网络的人可能把“这时有人上网”和“这时有一封意见”联系起来"),
      ),
    ),
    trouble,
    h(
      "div",
      { class: "actions" },
      button("加密并得到回执", () => void send(), "primary"),
      button("返回修改", () => screens.write(purse, earlier, writing)),
    ),
  );
}

function preview({ name, type, bytes }: Attachment): HTMLElement {
  const size = `${name}，${Math.ceil(bytes.length / 1024)} KB`;
  if (type === "text/plain") {
    return h("figure", {}, h("p", { class: "written" }, new TextDecoder().decode(bytes)), h("figcaption", {}, size));
  }
  const image = h("img", { alt: `${name}，已去掉拍摄信息` });
  image.src = URL.createObjectURL(new Blob([bytes], { type }));
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  return h("figure", {}, image, h("figcaption", {}, size));
}
