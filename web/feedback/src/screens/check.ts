import { findBreak, type LedgerEntry, verifyReceipt } from "../../../../lib/feedback-protocol/ledger.ts";
import { alertBox, button, field, h, list } from "../dom.ts";
import type { Proof } from "../proof.ts";
import { findCommit } from "../proof.ts";
import { readNumber } from "../public-number.ts";
import { kindTexts } from "./ledger-tables.ts";

/** Checks the chain at once, and a message when its number is given. Works on what was loaded; nothing is sent. */
export async function checkBox(proof: Proof): Promise<HTMLElement> {
  const { campaignId, entries, lists } = proof;
  const brokenAt = await findBreak(campaignId, entries);
  const accepted = entries.filter(({ kind }) => kind === "accepted");
  const counted = accepted.reduce((sum, { data }) => sum + Number(data.count ?? 0), 0);
  const listed = lists.reduce((sum, { commits }) => sum + commits.length, 0);
  const isWhole = brokenAt === null && counted === listed && accepted.length === lists.length;
  return h(
    "section",
    { class: "card" },
    h("h2", {}, "核对结果"),
    isWhole
      ? h(
          "p",
          { class: "news", role: "status" },
          `${entries.length} 行公示首尾相连，没有改动；编号清单共 ${listed} 封，与公示一致。`,
        )
      : alertBox(brokenAt === null ? "编号清单与公示的封数不一致。" : `第 ${brokenAt} 行与前后不相连，公示被改动过。`),
    numberForm(proof),
  );
}

function numberForm(proof: Proof): HTMLElement {
  const number = h("input", { type: "text", autocomplete: "off", spellcheck: "false", class: "mono", name: "number" });
  const result = h("div", { "aria-live": "polite" });
  const check = async () => result.replaceChildren(await verdictOf(number.value, proof));
  return h(
    "div",
    {},
    field("核对一封意见：公示编号", number),
    button("核对", () => void check(), "primary"),
    result,
  );
}

async function verdictOf(typed: string, proof: Proof): Promise<HTMLElement> {
  const digits = readNumber(typed);
  if (digits === undefined) return alertBox("公示编号是回执上的 20 位数字和字母（0 到 9、a 到 f）。");
  const commit = findCommit(proof.lists, digits);
  const found = await verifyReceipt(commit ?? digits, proof);
  switch (found.verdict) {
    case "chain_broken":
      return alertBox(`第 ${found.at} 行与前后不相连，公示被改动过，无法核对。`);
    case "not_listed":
      return alertBox(
        "清单里没有这个编号。意见寄出后，最早第二天转交；人少时最多等 3 天，凑够 5 封再转交。超过 4 天仍没有，请保存核对文件并向上级反映。",
      );
    case "list_altered":
      return alertBox(`${found.day} 的编号清单与公示不一致，被改动过。`);
    case "accepted":
      return h(
        "div",
        {},
        h("p", { class: "news" }, `${found.day} 已收到并转交给受理人，公示可信。`),
        found.steps.length === 0 ? h("p", {}, "受理人还没有打开。") : list(found.steps.map(stepText)),
      );
  }
}

const stepText = ({ day, kind, data }: LedgerEntry): string =>
  `${day} ${kindTexts[kind]}${data.due === undefined ? "" : `，期限 ${data.due}`}`;
