import { button, h } from "../dom.ts";
import { changeLanguage, words } from "./words.ts";

/** The other language, by its own name. */
export function languageButton(onChanged: (isDone: boolean) => void): HTMLElement {
  return h(
    "p",
    { class: "language" },
    button(words.other, () => void changeLanguage().then(onChanged)),
  );
}
