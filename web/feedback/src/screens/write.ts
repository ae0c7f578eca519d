import type { Draft } from "../../../../lib/feedback-protocol/message.ts";
import { newReceipt } from "../../../../lib/feedback-protocol/receipt.ts";
import { cleanAttachments } from "../attachments/clean-attachments.ts";
import { roomLeft } from "../compose.ts";
import { alertBox, button, field, h } from "../dom.ts";
import { keepFromClosing } from "../leaving.ts";
import { show } from "../page.ts";
import type { Purse } from "../wallet.ts";
import { words } from "../words/words.ts";
import { type FileField, fileField } from "./file-field.ts";
import { questionField, readAnswers } from "./questions.ts";
import type { Earlier, Screens, Writing } from "./screens.ts";

const mostCharacters = 5_000;

/** What is written: to whom, what it adds to, and as it was before somebody came back to change it. */
interface Task {
  readonly purse: Purse;
  readonly earlier?: Earlier | undefined;
  readonly former?: Writing | undefined;
}

interface Form {
  readonly text: HTMLTextAreaElement;
  readonly questions: HTMLElement;
  readonly files: FileField;
}

export function showWrite(screens: Screens, { purse, earlier, former }: Task): void {
  const { manifest } = purse;
  if (manifest === null) return;
  const secret = former?.secret ?? earlier?.secret ?? newReceipt();
  const asked = earlier ? [] : manifest.questions;
  const form: Form = {
    text: h("textarea", { rows: 9, maxlength: mostCharacters, name: "text" }),
    questions: h("div", {}, ...asked.map((one) => questionField(one, former?.draft.answers))),
    files: fileField(former?.files ?? []),
  };
  form.text.value = former?.draft.text ?? "";
  form.text.addEventListener("input", () => keepFromClosing(form.text.value.trim() !== ""));
  const trouble = h("div", {});
  const next = async () => {
    trouble.replaceChildren(h("p", { role: "status" }, words.busy));
    const { draft, refusals } = await readForm(form, earlier !== undefined);
    const room = await roomLeft(draft, secret);
    if (isEmpty(draft)) trouble.replaceChildren(...[words.nothingWritten, ...refusals].map((one) => alertBox(one)));
    else if (room < 0) trouble.replaceChildren(alertBox(words.tooLong));
    else screens.review({ purse, manifest, secret, earlier, draft, files: form.files.chosen() }, refusals);
  };
  const leave = () => {
    keepFromClosing(false);
    void screens.start();
  };
  const hint = words.textHint(mostCharacters);
  show(
    earlier ? words.add : manifest.title,
    manifest.introduction !== "" && !earlier && h("p", {}, manifest.introduction),
    form.questions,
    field(asked.length > 0 ? words.more : words.matter, form.text, hint),
    form.files.element,
    trouble,
    h(
      "div",
      { class: "actions" },
      button(words.next, () => void next(), "primary"),
      button(words.giveUp, leave),
    ),
  );
}

async function readForm({ text, questions, files }: Form, isFollowUp: boolean) {
  const { attachments, refusals } = await cleanAttachments(files.chosen());
  const draft: Draft = { text: text.value.trim(), answers: readAnswers(questions), attachments, isFollowUp };
  return { draft, refusals };
}

const isEmpty = ({ text, answers, attachments }: Draft): boolean =>
  text === "" && Object.keys(answers).length === 0 && attachments.length === 0;
