import type { Attachment } from "../../../../lib/feedback-protocol/message.ts";
import { wordsOf } from "../../../../lib/feedback-protocol/receipt.ts";
import { sealMessage } from "../compose.ts";
import { alertBox, button, h } from "../dom.ts";
import { keepFromClosing } from "../leaving.ts";
import { drawMoment, put } from "../outbox.ts";
import { show } from "../page.ts";
import { spendToken } from "../wallet.ts";
import { words } from "../words/words.ts";
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
    trouble.replaceChildren(h("p", { role: "status" }, words.sealing));
    const token = spendToken(purse);
    if (token === undefined) return void trouble.replaceChildren(alertBox(words.noneLeft));
    const { request, commit } = await sealMessage(manifest, token, draft, writing.secret);
    const due = later.checked ? drawMoment(manifest.acceptUntil) : 0;
    put(request, { due, lastDay: manifest.acceptUntil });
    screens.receipt({ words: await wordsOf(writing.secret), commit, due, isFollowUp: earlier !== undefined });
    window.dispatchEvent(new Event("fb-send"));
  };
  keepFromClosing(true);
  show(
    words.review,
    ...refusals.map((one) => alertBox(one)),
    h("p", { class: "warn-card card" }, words.style),
    h(
      "section",
      { class: "card" },
      h("h2", {}, words.theyRead),
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
      h("legend", {}, words.when),
      h("label", { class: "option" }, later, h("span", {}, words.later)),
      h("label", { class: "option" }, at, h("span", {}, words.now)),
    ),
    trouble,
    h(
      "div",
      { class: "actions" },
      button(words.seal, () => void send(), "primary"),
      button(words.change, () => screens.write(purse, earlier, writing)),
    ),
  );
}

function preview({ name, type, bytes }: Attachment): HTMLElement {
  const size = `${name}${words.comma}${Math.ceil(bytes.length / 1024)} KB`;
  if (type === "text/plain") {
    return h("figure", {}, h("p", { class: "written" }, new TextDecoder().decode(bytes)), h("figcaption", {}, size));
  }
  const image = h("img", { alt: words.cleaned(name) });
  image.src = URL.createObjectURL(new Blob([bytes], { type }));
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  return h("figure", {}, image, h("figcaption", {}, size));
}
