import { isGone } from "./count-ledger.ts";
import type { LedgerCell, LedgerEntry } from "./ledger.ts";

/** The words of another context that a ledger on paper needs. */
export interface LedgerWords {
  kindName(kind: string): string;
  stateName(state: string): string;
}

export const ledgerHeadings = [
  "序号",
  "日期",
  "类型",
  "主题",
  "应到",
  "实到",
  "到会率",
  "法定人数",
  "状态",
  "更正次数",
];

/** A year as the lines of a table; numbers stay numbers, so that a workbook can count on with them. */
export function ledgerLines(entries: readonly LedgerEntry[], words: LedgerWords): (string | number)[][] {
  return [...entries]
    .filter((entry) => !isGone(entry))
    .sort((one, other) => one.day.localeCompare(other.day))
    .map(({ day, kind, alsoKinds, title, due, present, isQuorate, state, corrections }, index) => [
      index + 1,
      day,
      [kind, ...alsoKinds].map((one) => words.kindName(one)).join("、"),
      title,
      due === 0 ? "" : due,
      due === 0 ? "" : present,
      due === 0 ? "" : `${Math.round((present / due) * 100)}%`,
      isQuorate === null ? "" : isQuorate ? "达到" : "未达到",
      words.stateName(state),
      corrections === 0 ? "" : corrections,
    ]);
}

export const monthHeadings = ["类型", ...Array.from({ length: 12 }, (_, index) => `${index + 1}月`), "合计"];

/** How often each kind was filed, month by month. */
export function monthLines(cells: readonly LedgerCell[], words: LedgerWords): (string | number)[][] {
  const kinds = [...new Set(cells.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const counts = Array.from({ length: 12 }, (_, index) => {
      return cells.find((cell) => cell.kind === kind && cell.month === index + 1)?.filed ?? 0;
    });
    return [words.kindName(kind), ...counts, counts.reduce((sum, one) => sum + one, 0)];
  });
}
