import { stored } from "../stored.ts";
import { type Words, zh } from "./zh.ts";

/** Nothing but the name of a language is kept, and only of one that somebody chose. */
const chosen = stored<readonly string[]>("fb.language", [], (value): value is readonly string[] =>
  Array.isArray(value),
);

export let words: Words = zh;

/** Loads the other language; throws when there is no network for it. From then on it is here like the first. */
async function speak(isEnglish: boolean): Promise<void> {
  words = isEnglish ? (await import("./en.ts")).en : zh;
  document.documentElement.lang = words.lang;
  for (const element of Array.from(document.querySelectorAll<HTMLElement>("[data-word]"))) {
    element.textContent = element.dataset.word === "title" ? words.title : words.ledger;
  }
}

/** As somebody chose it before; in Chinese where the other cannot be loaded. */
export async function speakAsChosen(): Promise<void> {
  if (chosen.read().length > 0) await speak(true).catch(() => undefined);
}

/** From one language to the other; false where that needs a network. */
export async function changeLanguage(): Promise<boolean> {
  const isEnglish = words === zh;
  return await speak(isEnglish).then(
    () => {
      chosen.write(isEnglish ? ["en"] : []);
      return true;
    },
    () => false,
  );
}
