import { decodeText } from "./decode-text.ts";
import { detectFormat, type RosterFormat } from "./detect-format.ts";
import { RosterFileError } from "./file-errors.ts";
import { countHeadings, FEWEST_HEADINGS, missingFields, type RosterColumn, readHeadings } from "./headings.ts";
import { ROSTER_LIMITS } from "./limits.ts";
import { isBlank, type RawCell } from "./normalize-text.ts";
import { openWorkbook } from "./open-workbook.ts";
import { parseCsv } from "./parse-csv.ts";
import type { DateSystem } from "./partial-date.ts";
import type { Table, TableRow } from "./table.ts";

export interface RosterOptions {
  /** The worksheet to read when several look like a roster. */
  readonly sheet?: string;
}

/** What all rows of one file share. */
export interface RosterHeader {
  readonly format: RosterFormat;
  readonly sheet?: string;
  readonly dateSystem: DateSystem;
  /** One-based. */
  readonly headingRow: number;
  readonly columns: readonly RosterColumn[];
}

export interface RawRow {
  /** One-based, as the spreadsheet shows it. */
  readonly row: number;
  /** By place; shorter than the headings when the last cells are empty. */
  readonly cells: readonly RawCell[];
  readonly header: RosterHeader;
}

interface Headings {
  readonly row: number;
  readonly values: readonly RawCell[];
}

async function findHeadings(table: Table): Promise<Headings | undefined> {
  let best: Headings | undefined;
  let most = FEWEST_HEADINGS - 1;
  for await (const { row, values } of table.rows()) {
    if (row > ROSTER_LIMITS.headingSearchRows) break;
    const count = countHeadings(values);
    if (count <= most) continue;
    most = count;
    best = { row, values };
  }
  return best;
}

async function readTables(bytes: Uint8Array, format: RosterFormat): Promise<Table[]> {
  if (format === "xlsx") return openWorkbook(bytes);
  const { text } = decodeText(bytes);
  const rows = async function* (): AsyncGenerator<TableRow> {
    yield* parseCsv(text);
  };
  return [{ dateSystem: "1900", rows }];
}

interface ChosenTable {
  readonly table: Table;
  readonly headings: Headings;
}

/** The one table with all required headings; when there is none, the best attempt, so that the error can name columns. */
async function chooseTable(tables: readonly Table[], wanted: string | undefined): Promise<ChosenTable> {
  const named = wanted === undefined ? tables : tables.filter((table) => table.sheet === wanted);
  if (named.length === 0) throw new RosterFileError("sheet_not_found", { sheet: wanted ?? "" });
  const found: ChosenTable[] = [];
  for (const table of named) {
    const headings = await findHeadings(table);
    if (headings) found.push({ table, headings });
  }
  const complete = found.filter(({ headings }) => missingFields(headings.values).length === 0);
  if (complete.length > 1) {
    throw new RosterFileError("several_rosters", { sheets: complete.map(({ table }) => table.sheet ?? "") });
  }
  const chosen = complete[0] ?? found[0];
  if (!chosen) throw new RosterFileError("headings_not_found");
  return chosen;
}

function trimEnd(values: readonly RawCell[]): readonly RawCell[] {
  return values.slice(0, values.findLastIndex((value) => !isBlank(value)) + 1);
}

/**
 * Reads a workbook (.xlsx) or a text table (CSV) row by row: the data rows below the headings, without blank ones.
 * Throws `RosterFileError` when the file as a whole cannot be read; that can happen after some rows were given.
 */
export async function* readRoster(bytes: Uint8Array, options: RosterOptions = {}): AsyncGenerator<RawRow> {
  if (bytes.length > ROSTER_LIMITS.fileBytes) throw new RosterFileError("file_too_large");
  const format = detectFormat(bytes);
  const { table, headings } = await chooseTable(await readTables(bytes, format), options.sheet);
  const columns = readHeadings(headings.values, headings.row);
  if (columns.length > ROSTER_LIMITS.columns) throw new RosterFileError("too_many_columns");
  const { sheet, dateSystem } = table;
  const header = { format, dateSystem, headingRow: headings.row, columns, ...(sheet === undefined ? {} : { sheet }) };
  let count = 0;
  for await (const { row, values } of table.rows()) {
    if (row <= headings.row) continue;
    const cells = trimEnd(values);
    if (cells.length === 0) continue;
    if (cells.length > ROSTER_LIMITS.columns) throw new RosterFileError("too_many_columns", { row });
    if (++count > ROSTER_LIMITS.dataRows) throw new RosterFileError("too_many_rows");
    yield { row, cells, header };
  }
}
