import type { CellDisplay } from "./cell-styles.ts";
import { RosterFileError } from "./file-errors.ts";
import { ROSTER_LIMITS } from "./limits.ts";
import type { RawCell } from "./normalize-text.ts";
import { type DateSystem, serialToDay } from "./partial-date.ts";
import type { TableRow } from "./table.ts";
import { createXmlScanner, type XmlHandler } from "./xml-scanner.ts";
import { decodeCellText } from "./xml-tags.ts";

/** What cells refer to by number. */
export interface WorkbookTables {
  readonly strings: readonly string[];
  readonly styles: readonly CellDisplay[];
  readonly dateSystem: DateSystem;
}

const ROW_NUMBER = /\sr\s*=\s*["'](\d+)["']/;
const REFERENCE = /\sr\s*=\s*["']([A-Z]{1,3})\d+["']/;
const TYPE = /\st\s*=\s*["'](\w+)["']/;
const STYLE = /\ss\s*=\s*["'](\d+)["']/;
const LAST_ROW = 1_048_576;
const MONTH_LENGTH = 7;

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function readNumber(text: string, style: number, { styles, dateSystem }: WorkbookTables): RawCell {
  const number = Number(text);
  // Strict Office files write dates as ISO text.
  if (Number.isNaN(number)) return text;
  const display = styles[style] ?? "number";
  const day = display === "number" ? undefined : serialToDay(number, dateSystem);
  if (day === undefined) return number;
  return display === "month" ? day.slice(0, MONTH_LENGTH) : day;
}

function readValue(type: string, raw: string, style: number, tables: WorkbookTables): RawCell {
  if (type === "inlineStr" || type === "str") return decodeCellText(raw);
  if (raw === "") return null;
  if (type === "b") return raw === "1" || raw === "true";
  if (type === "e") return raw;
  if (type !== "s") return readNumber(raw, style, tables);
  const text = tables.strings[Number(raw)];
  if (text === undefined) throw new RosterFileError("damaged_workbook", { string: raw });
  return text;
}

/** Collects the rows of a worksheet from its tags. Only cells with content take memory. */
function createRowCollector(tables: WorkbookTables, rows: TableRow[]): XmlHandler & { isComplete(): boolean } {
  let row = 0;
  let values: RawCell[] = [];
  let column = -1;
  let cell = "";
  let raw = "";
  let isValue = false;
  let isGuide = false;
  let isComplete = false;

  function openRow(attributes: string): void {
    const next = Number(ROW_NUMBER.exec(attributes)?.[1] ?? row + 1);
    // Rows out of order could not be shown to a person by their number.
    if (next <= row || next > LAST_ROW) throw new RosterFileError("damaged_workbook", { row: next });
    row = next;
    values = [];
    column = -1;
  }

  function openCell(attributes: string): void {
    const letters = REFERENCE.exec(attributes)?.[1];
    column = letters === undefined ? column + 1 : columnOf(letters);
    cell = attributes;
    raw = "";
  }

  function closeCell(): void {
    const type = TYPE.exec(cell)?.[1] ?? "n";
    const value = raw === "" ? null : readValue(type, raw, Number(STYLE.exec(cell)?.[1] ?? -1), tables);
    if (value === null || value === "") return;
    if (column >= ROSTER_LIMITS.columns) throw new RosterFileError("too_many_columns", { row });
    while (values.length < column) values.push(null);
    values[column] = value;
  }

  return {
    open(name, attributes) {
      if (name === "row") openRow(attributes);
      else if (name === "c") openCell(attributes);
      else if (name === "rPh") isGuide = true;
      else if (name === "v" || name === "t") isValue = !isGuide;
    },
    close(name) {
      if (name === "row" && values.length > 0) rows.push({ row, values });
      else if (name === "c") closeCell();
      else if (name === "rPh") isGuide = false;
      else if (name === "v" || name === "t") isValue = false;
      else if (name === "worksheet") isComplete = true;
    },
    text(piece) {
      if (isValue) raw += piece;
    },
    isComplete: () => isComplete,
  };
}

/** The rows of a worksheet that hold anything, in order, while its text is still being unpacked. */
export async function* readSheetRows(chunks: AsyncIterable<string>, tables: WorkbookTables): AsyncGenerator<TableRow> {
  const rows: TableRow[] = [];
  const collector = createRowCollector(tables, rows);
  const scanner = createXmlScanner(collector);
  for await (const chunk of chunks) {
    scanner.push(chunk);
    yield* rows.splice(0);
  }
  scanner.end();
  if (!collector.isComplete()) throw new RosterFileError("damaged_workbook");
}
