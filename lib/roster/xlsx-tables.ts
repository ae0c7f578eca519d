import { HucreError } from "hucre";
import { streamXlsxRows } from "hucre/xlsx";
import { RosterFileError } from "./file-errors.ts";
import { type InspectedSheet, inspectWorkbook } from "./inspect-workbook.ts";
import type { RawCell } from "./normalize-text.ts";
import { cellKey } from "./scan-sheet.ts";
import type { Table, TableRow } from "./table.ts";

const ISO_DAY = 10;
const ISO_MONTH = 7;

type LibraryValue = string | number | boolean | Date | null;

/** The library gives dates as UTC midnight. A serial number beyond its range gives an invalid date. */
function toRawCell(value: LibraryValue, isMonth: boolean): RawCell {
  if (!(value instanceof Date)) return value;
  if (Number.isNaN(value.getTime())) return "#NUM!";
  return value.toISOString().slice(0, isMonth ? ISO_MONTH : ISO_DAY);
}

async function* readSheet(bytes: Uint8Array, sheet: InspectedSheet): AsyncGenerator<TableRow> {
  let last = -1;
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: sheet.name })) {
      // Rows out of order or without number cannot be shown to a person by row number.
      if (!Number.isInteger(index) || index <= last)
        throw new RosterFileError("damaged_workbook", { sheet: sheet.name });
      last = index;
      const cells = (values as LibraryValue[]).map((value, column) =>
        toRawCell(value, sheet.monthCells.has(cellKey(index, column))),
      );
      yield { row: index + 1, values: cells };
    }
  } catch (error) {
    if (!(error instanceof HucreError)) throw error;
    throw new RosterFileError("damaged_workbook", { sheet: sheet.name });
  }
}

export async function readXlsxTables(bytes: Uint8Array): Promise<Table[]> {
  const { dateSystem, sheets } = await inspectWorkbook(bytes);
  return sheets.map((sheet) => ({ sheet: sheet.name, dateSystem, rows: () => readSheet(bytes, sheet) }));
}
