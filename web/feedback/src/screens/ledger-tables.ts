import type { LedgerEntry, LedgerKind } from "../../../../lib/feedback-protocol/ledger.ts";
import type { Question } from "../../../../lib/feedback-protocol/manifest.ts";
import { h } from "../dom.ts";
import type { CampaignOutcome } from "../public-files.ts";
import { groupsOf } from "../public-number.ts";

export const kindTexts: Readonly<Record<LedgerKind, string>> = {
  campaign_opened: "开始征集",
  keys_published: "公布密钥",
  issued: "公布上周凭证数",
  accepted: "收到并转交",
  opened: "已阅读",
  answered: "已答复",
  improvement: "转为整改",
  result: "整改有结果",
  silent: "逾期未答复",
  results_published: "公布统计",
  recipients_changed: "更换受理人",
  campaign_closed: "结束征集",
};

const shownCounts: readonly LedgerKind[] = ["accepted", "opened", "answered", "improvement", "result", "silent"];

export function figures(counts: Readonly<Record<string, number>>): HTMLElement {
  return h(
    "dl",
    { class: "figures" },
    ...shownCounts.map((kind) => h("div", {}, h("dt", {}, kindTexts[kind]), h("dd", {}, String(counts[kind] ?? 0)))),
  );
}

function table(label: string, heads: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  return h(
    "section",
    { class: "table", tabindex: 0, "aria-label": label },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))),
    ),
  );
}

export function chainTable(entries: readonly LedgerEntry[]): HTMLElement {
  return table(
    "全部公示",
    ["序号", "日期", "事项", "意见编号", "数字", "校验码"],
    entries.map(({ sequence, day, kind, ref, data, hash }) => [
      String(sequence),
      day,
      kindTexts[kind] ?? kind,
      ref === null ? "" : groupsOf(ref),
      detailOf(data),
      hash.slice(0, 12),
    ]),
  );
}

const dataTexts: Readonly<Record<string, string>> = {
  count: "封数",
  due: "期限",
  eligible: "可写人数",
  issued: "凭证数",
  epoch: "周",
  recipients: "受理人数",
};

function detailOf(data: LedgerEntry["data"]): string {
  return Object.entries(data)
    .flatMap(([name, value]) => (dataTexts[name] === undefined ? [] : [`${dataTexts[name]} ${value}`]))
    .join("，");
}

/** Numbers of answers; those of few people are hidden. */
export function questionTables(shown: CampaignOutcome["questions"], questions: readonly Question[]): HTMLElement[] {
  return shown.map(({ questionId, cells }) => {
    const question = questions.find((one) => one.questionId === questionId);
    const text = question?.text ?? questionId;
    // As they were asked: a choice in its order, a scale from its lower end.
    const place = (name: string) => (question?.kind === "choice" ? question.options.indexOf(name) : Number(name));
    const ordered = Object.entries(cells ?? {}).sort(([a], [b]) => place(a) - place(b));
    const rows = ordered.map(([name, count]) => [name, count === null ? "不足 5，不显示" : String(count)]);
    return h(
      "section",
      {},
      h("h2", {}, text),
      cells === null ? h("p", { class: "soft" }, "回答不足 10 人，不显示。") : table(text, ["回答", "人数"], rows),
    );
  });
}
