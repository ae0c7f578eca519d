import type { Bytes } from "../../../../lib/feedback-protocol/bytes.ts";
import type { Manifest } from "../../../../lib/feedback-protocol/manifest.ts";
import type { Draft } from "../../../../lib/feedback-protocol/message.ts";
import { newReceipt } from "../../../../lib/feedback-protocol/receipt.ts";
import { cleanAttachments, mostAttachments } from "../attachments/clean-attachments.ts";
import { roomLeft } from "../compose.ts";
import { alertBox, button, field, h } from "../dom.ts";
import { keepFromClosing } from "../leaving.ts";
import { show } from "../page.ts";
import type { Purse } from "../wallet.ts";
import { questionField, readAnswers } from "./questions.ts";
import { showReview } from "./review.ts";
import { showStart } from "./start.ts";

const mostCharacters = 5_000;

/** A message to which this one is added. */
export interface Earlier {
  readonly secret: Bytes;
}

export interface Writing {
  readonly purse: Purse;
  readonly manifest: Manifest;
  readonly secret: Bytes;
  readonly earlier: Earlier | undefined;
  readonly draft: Draft;
  /** As they were chosen, to be cleaned anew when there are more. */
  readonly files: readonly File[];
}

export function showWrite(purse: Purse, earlier?: Earlier, former?: Writing): void {
  const { manifest } = purse;
  if (manifest === null) return;
  const secret = former?.secret ?? earlier?.secret ?? newReceipt();
  let files: readonly File[] = former?.files ?? [];
  const text = h("textarea", { rows: 9, maxlength: mostCharacters, name: "text" });
  text.value = former?.draft.text ?? "";
  const picker = h("input", {
    type: "file",
    multiple: true,
    accept: ".jpg,.jpeg,.png,.docx,.pdf,image/jpeg,image/png",
  });
  const chosen = h("div", { "aria-live": "polite" });
  const trouble = h("div", {});
  const questions = h(
    "div",
    {},
    ...(earlier ? [] : manifest.questions.map((one) => questionField(one, former?.draft.answers))),
  );

  const showFiles = () =>
    chosen.replaceChildren(
      ...files.map((file) =>
        h(
          "p",
          { class: "row" },
          file.name,
          button("移除", () => {
            files = files.filter((one) => one !== file);
            showFiles();
          }),
        ),
      ),
    );
  picker.addEventListener("change", () => {
    files = [...files, ...(picker.files ?? [])].slice(0, mostAttachments + 1);
    picker.value = "";
    showFiles();
  });
  text.addEventListener("input", () => keepFromClosing(text.value.trim() !== ""));

  const next = async () => {
    trouble.replaceChildren(h("p", { role: "status" }, "正在处理…"));
    const { attachments, refusals } = await cleanAttachments(files);
    const answers = readAnswers(questions);
    const draft: Draft = { text: text.value.trim(), answers, attachments, isFollowUp: earlier !== undefined };
    const isEmpty = draft.text === "" && Object.keys(answers).length === 0 && attachments.length === 0;
    if (isEmpty)
      return void trouble.replaceChildren(alertBox("还没有写内容。"), ...refusals.map((one) => alertBox(one)));
    if ((await roomLeft(draft, secret)) < 0)
      return void trouble.replaceChildren(alertBox("内容太长，请删减文字或附件。"));
    showReview({ purse, manifest, secret, earlier, draft, files }, refusals);
  };

  show(
    earlier ? "补充意见" : manifest.title,
    manifest.introduction !== "" && !earlier && h("p", {}, manifest.introduction),
    questions,
    field(
      manifest.questions.length > 0 && !earlier ? "还想说的（选填）" : "要反映的事情",
      text,
      `最多 ${mostCharacters} 字。时间、地点和经过写清楚，办理更快；不要写自己。`,
    ),
    field("附件（选填）", picker, "图片重新绘制、Word 只取文字，最多 3 个。PDF 请截图。"),
    chosen,
    trouble,
    h(
      "div",
      { class: "actions" },
      button("下一步：核对", () => void next(), "primary"),
      button("不写了", () => {
        keepFromClosing(false);
        void showStart();
      }),
    ),
  );
  showFiles();
}
