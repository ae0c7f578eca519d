import { button, h, list } from "../dom.ts";
import { show } from "../page.ts";
import type { Purse } from "../wallet.ts";
import { words } from "../words/words.ts";
import type { Earlier, Screens } from "./screens.ts";

/** What is protected and what is not, read before the first word. */
export function showBefore(screens: Screens, purse: Purse, earlier?: Earlier): void {
  const { manifest } = purse;
  if (manifest === null) return;
  show(
    words.before,
    h(
      "section",
      { class: "crowd-box" },
      h("strong", {}, words.people(manifest.eligible)),
      h("span", {}, words.mayBe(manifest.scopeName, manifest.eligible)),
      manifest.eligible < 30 && h("span", { class: "warn" }, words.few),
    ),
    h("section", { class: "card good" }, h("h2", {}, words.protects), list(words.isProtected)),
    h("section", { class: "card warn-card" }, h("h2", {}, words.cannot), list(words.isNotProtected)),
    h(
      "section",
      { class: "card" },
      h("h2", {}, words.readers),
      list(manifest.recipients.map(({ roleLabel }) => roleLabel)),
    ),
    h("p", { class: "soft" }, words.whereThingsAre),
    h(
      "div",
      { class: "actions" },
      button(words.begin, () => screens.write(purse, earlier), "primary"),
      button(words.back, () => void screens.start()),
    ),
  );
}
