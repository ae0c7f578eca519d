import type { Question } from "../../../../lib/feedback-protocol/manifest.ts";
import type { Draft } from "../../../../lib/feedback-protocol/message.ts";
import { field, h } from "../dom.ts";
import { words } from "../words/words.ts";

const scale = [1, 2, 3, 4, 5] as const;

/** One question; every one may be left out. */
export function questionField(
  { questionId, kind, text, options }: Question,
  answers: Draft["answers"] = {},
): HTMLElement {
  const former = answers[questionId];
  if (kind === "text") {
    const control = h("textarea", { rows: 3, maxlength: 1000, "data-question": questionId });
    control.value = String(former ?? "");
    return field(text, control);
  }
  const choices =
    kind === "scale"
      ? scale.map((one) => [String(one), words.scale[one] ?? String(one)])
      : options.map((one) => [one, one]);
  return h(
    "fieldset",
    { class: kind },
    h("legend", {}, text),
    ...choices.map(([value, label]) => {
      const control = h("input", {
        type: "radio",
        name: `q-${questionId}`,
        value,
        "data-question": questionId,
        "data-kind": kind,
      });
      control.checked = String(former) === value;
      return h("label", { class: "option" }, control, h("span", {}, label ?? ""));
    }),
  );
}

/** An answer as it stood on the page. */
export function describeAnswer({ kind }: Question, answer: string | number | undefined): string {
  return kind === "scale" ? (words.scale[Number(answer)] ?? String(answer)) : String(answer);
}

export function readAnswers(questions: HTMLElement): Draft["answers"] {
  const answers: Record<string, string | number> = {};
  for (const control of Array.from(
    questions.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-question]"),
  )) {
    const { question = "", kind } = control.dataset;
    if (control instanceof HTMLInputElement && !control.checked) continue;
    const value = control.value.trim();
    if (value !== "") answers[question] = kind === "scale" ? Number(value) : value;
  }
  return answers;
}
