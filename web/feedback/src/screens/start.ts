import { describeMoment, isClockWrong } from "../clock.ts";
import { alertBox, button, h } from "../dom.ts";
import { listWaiting, sendEarlier } from "../outbox.ts";
import { show } from "../page.ts";
import { isStorageKept } from "../stored.ts";
import { type CheckedPurse, checkPurse, listPurses } from "../wallet.ts";
import { languageButton } from "../words/language-button.ts";
import { words } from "../words/words.ts";
import type { Screens } from "./screens.ts";

/** Where one may write, what waits, and the way to replies. */
export async function showStart(screens: Screens, news: readonly string[] = []): Promise<void> {
  const checked = await Promise.all(listPurses().map(checkPurse));
  show(
    words.title,
    h("p", {}, words.intro),
    ...news.map((text) => h("p", { class: "news", role: "status" }, text)),
    ...warnings(),
    h("h2", {}, words.write),
    checked.length === 0 && h("p", { class: "card" }, words.noTokens),
    h("ul", { class: "choices" }, ...checked.map((one) => choice(screens, one))),
    waitingCard(),
    h("h2", {}, words.replies),
    h("p", {}, words.repliesText),
    button(words.repliesOpen, screens.replies),
    languageButton((isDone) => void screens.start(isDone ? [] : [words.offline])),
  );
}

function warnings(): HTMLElement[] {
  const shown: HTMLElement[] = [];
  if (isClockWrong()) {
    shown.push(alertBox(words.wrongClock));
  }
  if (!isStorageKept()) {
    shown.push(alertBox(words.notKept));
  }
  return shown;
}

function choice(screens: Screens, { purse, state }: CheckedPurse): HTMLElement {
  const { manifest } = purse;
  if (state !== "ready" || manifest === null) {
    return h("li", { class: "card" }, alertBox(words.states[state === "keys_differ" ? state : "offline"]));
  }
  return h(
    "li",
    { class: "card" },
    h("strong", {}, manifest.title),
    h("span", { class: "soft" }, words.about(manifest.about, manifest.closesOn, purse.tokens.length)),
    h("span", { class: "crowd" }, words.crowd(manifest.scopeName, manifest.eligible)),
    button(words.writeTo, () => screens.before(purse), "primary"),
  );
}

function waitingCard(): HTMLElement | false {
  const waiting = listWaiting();
  if (waiting.length === 0) return false;
  return h(
    "section",
    { class: "card" },
    h("h2", {}, words.waiting(waiting.length)),
    h("p", {}, words.waitingText),
    h(
      "ul",
      { class: "plain" },
      ...waiting.map((one) =>
        h(
          "li",
          { class: "row" },
          one.due === 0 ? words.waitingNetwork : words.waitingUntil(describeMoment(one.due)),
          button(words.sendNow, () => {
            sendEarlier(one);
            window.dispatchEvent(new Event("fb-send"));
          }),
        ),
      ),
    ),
  );
}
