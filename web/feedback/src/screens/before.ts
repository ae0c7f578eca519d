import { button, h, list } from "../dom.ts";
import { show } from "../page.ts";
import { isNotProtected, isProtected, whereThingsAre } from "../texts.ts";
import type { Purse } from "../wallet.ts";
import type { Earlier, Screens } from "./screens.ts";

/** What is protected and what is not, read before the first word. */
export function showBefore(screens: Screens, purse: Purse, earlier?: Earlier): void {
  const { manifest } = purse;
  if (manifest === null) return;
  show(
    "写之前请看",
    h(
      "section",
      { class: "crowd-box" },
      h("strong", {}, `${manifest.eligible} 人`),
      h("span", {}, `${manifest.scopeName}的 ${manifest.eligible} 人都可能写这封意见。`),
      manifest.eligible < 30 && h("span", { class: "warn" }, "人数不多，请格外注意内容里的细节。"),
    ),
    h("section", { class: "card good" }, h("h2", {}, "保护什么"), list(isProtected)),
    h("section", { class: "card warn-card" }, h("h2", {}, "保护不了什么"), list(isNotProtected)),
    h(
      "section",
      { class: "card" },
      h("h2", {}, "谁能读到"),
      list(manifest.recipients.map(({ roleLabel }) => roleLabel)),
    ),
    h("p", { class: "soft" }, whereThingsAre),
    h(
      "div",
      { class: "actions" },
      button("我了解了，开始写", () => screens.write(purse, earlier), "primary"),
      button("返回", () => void screens.start()),
    ),
  );
}
