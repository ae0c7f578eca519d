import type { LedgerCell, LedgerEntry } from "./use-ledger.ts";

export const months = Array.from({ length: 12 }, (_, index) => index + 1);

export interface MonthSum {
  readonly filed: number;
  /** Planned, under way or to be confirmed. */
  readonly open: number;
}

const nothing: MonthSum = { filed: 0, open: 0 };

/** The twelve months of some cells, of one kind or of all. */
export function sumMonths(cells: readonly LedgerCell[], kind: string | undefined): MonthSum[] {
  const sums = months.map(() => nothing);
  for (const cell of cells) {
    if (kind !== undefined && cell.kind !== kind) continue;
    const { filed, open } = sums[cell.month - 1] ?? nothing;
    sums[cell.month - 1] = { filed: filed + cell.filed, open: open + cell.open + cell.planned };
  }
  return sums;
}

interface MonthOfEntries {
  readonly month: number;
  readonly entries: readonly LedgerEntry[];
}

/** Newest month first; within it by day. */
export function entriesByMonth(entries: readonly LedgerEntry[], kind: string | undefined): MonthOfEntries[] {
  const shown = entries.filter((entry) => kind === undefined || entry.kind === kind || entry.alsoKinds.includes(kind));
  return months
    .map((month) => ({ month, entries: shown.filter(({ day }) => Number(day.slice(5, 7)) === month) }))
    .filter((one) => one.entries.length > 0)
    .reverse();
}
