import type { GridRow } from "./use-ledger.ts";

export interface Exception {
  readonly organizationId: string;
  readonly name: string;
  /** Whole months before the present one in which nothing was filed, counted back; all of the year so far at most. */
  readonly emptyMonths: number;
  /** Months before the present one with something that was begun and not filed. */
  readonly openMonths: readonly number[];
}

/** The last whole month of a year, as seen from a day; of a past year December. */
export function lastWholeMonth(year: number, today: string): number {
  const [thisYear = 0, month = 0] = today.split("-").map(Number);
  return year < thisYear ? 12 : year > thisYear ? 0 : month - 1;
}

const leastEmptyMonths = 2;
const withoutMeetings = ["university_committee", "grassroots_committee", "general_branch", "party_group"];

/** What a department looks at first: branches where nothing was filed for months, and records that were left open. */
export function exceptionsOf(rows: readonly GridRow[], lastMonth: number): Exception[] {
  return rows
    .filter(({ kind }) => !withoutMeetings.includes(kind))
    .map(({ organizationId, name, cells }) => {
      const filed = cells.filter((cell) => cell.filed > 0).map(({ month }) => month);
      const last = Math.max(0, ...filed.filter((month) => month <= lastMonth));
      const open = cells.filter((cell) => cell.month <= lastMonth && cell.open > 0).map(({ month }) => month);
      const hasFiledSince = filed.some((month) => month > lastMonth);
      const emptyMonths = hasFiledSince ? 0 : lastMonth - last;
      return { organizationId, name, emptyMonths, openMonths: [...new Set(open)].sort((one, other) => one - other) };
    })
    .filter(({ emptyMonths, openMonths }) => emptyMonths >= leastEmptyMonths || openMonths.length > 0)
    .sort((one, other) => other.emptyMonths - one.emptyMonths || other.openMonths.length - one.openMonths.length);
}
