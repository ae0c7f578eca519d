import type { RawCell } from "./normalize-text.ts";
import type { DateSystem } from "./partial-date.ts";

export interface TableRow {
  /** One-based, as the spreadsheet shows it. */
  readonly row: number;
  readonly values: readonly RawCell[];
}

/** A worksheet, or a text file, that may hold the roster. */
export interface Table {
  readonly sheet?: string;
  readonly dateSystem: DateSystem;
  /** From the first row at every call. */
  rows(): AsyncGenerator<TableRow>;
}
