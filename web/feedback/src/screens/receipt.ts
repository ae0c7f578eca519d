import { describeMoment } from "../clock.ts";
import { button, h } from "../dom.ts";
import { keepFromClosing } from "../leaving.ts";
import { show } from "../page.ts";
import { groupsOf } from "../public-number.ts";
import { words as texts } from "../words/words.ts";
import type { Receipt, Screens } from "./screens.ts";

/** Shown once: this browser does not keep it. */
export function showReceipt(screens: Screens, { words, commit, due, isFollowUp }: Receipt): void {
  const number = groupsOf(commit);
  const copied = h("p", { role: "status" });
  const copy = async () => {
    const text = [`${texts.receipt}${texts.colon}${words}`, `${texts.number}${texts.colon}${number}`].join("\n");
    const isCopied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    copied.textContent = isCopied ? texts.copied : texts.notCopied;
  };
  const done = button(
    texts.noted,
    () => {
      keepFromClosing(false);
      void screens.start();
    },
    "primary",
  );
  show(
    texts.note,
    h("p", {}, due === 0 ? texts.sealedNow : texts.sealedUntil(describeMoment(due))),
    h(
      "section",
      { class: "receipt" },
      h("h2", {}, isFollowUp ? texts.sameReceipt : texts.receipt),
      h("p", { class: "words" }, ...words.split(" ").map((group) => h("span", {}, group))),
      h("p", {}, texts.receiptText),
      h("h2", {}, texts.number),
      h("p", { class: "number" }, number),
      h("p", {}, texts.numberText),
    ),
    h(
      "div",
      { class: "actions" },
      button(texts.copy, () => void copy()),
      button(texts.print, () => window.print()),
    ),
    copied,
    h("p", { class: "soft" }, due === 0 ? texts.repliesDaily : texts.keepOpen),
    h("div", { class: "actions" }, done),
  );
}
