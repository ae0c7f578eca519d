import type { LedgerEntry, LedgerKind } from "../../../../lib/feedback-protocol/ledger.ts";
import type { Question } from "../../../../lib/feedback-protocol/manifest.ts";
import { h } from "../dom.ts";
import type { CampaignOutcome } from "../public-files.ts";
import { groupsOf } from "../public-number.ts";
import { ledgerWords } from "../words/ledger-words.ts";
import { words } from "../words/words.ts";

const shownCounts: readonly LedgerKind[] = ["accepted", "opened", "answered", "improvement", "result", "silent"];

export function figures(counts: Readonly<Record<string, number>>): HTMLElement {
  return h(
    "dl",
    { class: "figures" },
    ...shownCounts.map((kind) =>
      h("div", {}, h("dt", {}, ledgerWords.kinds[kind]), h("dd", {}, String(counts[kind] ?? 0))),
    ),
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
    ledgerWords.all,
    ledgerWords.heads,
    entries.map(({ sequence, day, kind, ref, data, hash }) => [
      String(sequence),
      day,
      ledgerWords.kinds[kind] ?? kind,
      ref === null ? "" : groupsOf(ref),
      detailOf(data),
      hash.slice(0, 12),
    ]),
  );
}

function detailOf(data: LedgerEntry["data"]): string {
  return Object.entries(data)
    .flatMap(([name, value]) => (ledgerWords.data[name] === undefined ? [] : [`${ledgerWords.data[name]} ${value}`]))
    .join(words.comma);
}

/** Which topics were written about; those of few messages are left out. */
export function topicTable(topics: CampaignOutcome["topics"]): HTMLElement[] {
  const rows = Object.entries(topics ?? {}).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return [];
  const { topics: label, topic, atLeast, kinds } = ledgerWords;
  const heads = [topic, kinds.accepted];
  return [
    h("h2", {}, label),
    table(
      label,
      heads,
      rows.map(([name, count]) => [name, atLeast(count)]),
    ),
  ];
}

/** What became of everything that was written at an organisation, in all its campaigns that show numbers. */
export function organizationTable(campaigns: readonly CampaignOutcome[]): HTMLElement[] {
  const sums = new Map<string, number[]>();
  for (const { scopeName, counts } of campaigns) {
    if (counts === null) continue;
    const former = sums.get(scopeName);
    sums.set(
      scopeName,
      shownCounts.map((kind, index) => (former?.[index] ?? 0) + (counts[kind] ?? 0)),
    );
  }
  if (sums.size === 0) return [];
  const heads = [ledgerWords.organization, ...shownCounts.map((kind) => ledgerWords.kinds[kind])];
  const rows = [...sums].map(([name, numbers]) => [name, ...numbers.map(String)]);
  return [h("h2", {}, ledgerWords.byOrganization), table(ledgerWords.byOrganization, heads, rows)];
}

/** Numbers of answers; those of few people are hidden. */
export function questionTables(shown: CampaignOutcome["questions"], questions: readonly Question[]): HTMLElement[] {
  return shown.map(({ questionId, cells }) => {
    const question = questions.find((one) => one.questionId === questionId);
    const text = question?.text ?? questionId;
    // As they were asked: a choice in its order, a scale from its lower end.
    const place = (name: string) => (question?.kind === "choice" ? question.options.indexOf(name) : Number(name));
    const ordered = Object.entries(cells ?? {}).sort(([a], [b]) => place(a) - place(b));
    const rows = ordered.map(([name, count]) => [name, count === null ? ledgerWords.fewPeople : String(count)]);
    return h(
      "section",
      {},
      h("h2", {}, text),
      cells === null
        ? h("p", { class: "soft" }, ledgerWords.fewAnswers)
        : table(text, [ledgerWords.answer, ledgerWords.people], rows),
    );
  });
}
