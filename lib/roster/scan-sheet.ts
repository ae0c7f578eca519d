import { RosterFileError } from "./file-errors.ts";
import { ROSTER_LIMITS } from "./limits.ts";

const COLUMNS = 16_384;
/** Cells of a sheet in one number: zero-based row times the columns of a sheet, plus zero-based column. */
export const cellKey = (row: number, column: number): number => row * COLUMNS + column;

const CELL = /<(?:[\w.-]+:)?c(?=[\s/>])([^>]*)>/g;
const REFERENCE = /\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']/;
const STYLE = /\ss\s*=\s*["'](\d+)["']/;

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Looks at every cell tag of a worksheet once: refuses too many or too far ones, and notes cells shown as a month. */
export async function scanSheet(
  chunks: AsyncIterable<string>,
  monthStyles: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  const monthCells = new Set<number>();
  let cells = 0;
  for await (const text of chunks) {
    for (const [, attributes = ""] of text.matchAll(CELL)) {
      if (++cells > ROSTER_LIMITS.cells) throw new RosterFileError("too_many_cells");
      const reference = REFERENCE.exec(` ${attributes}`);
      if (!reference) continue;
      const column = columnOf(reference[1] ?? "");
      if (column >= ROSTER_LIMITS.referencedColumns) throw new RosterFileError("too_many_columns");
      const style = monthStyles.size > 0 ? STYLE.exec(` ${attributes}`) : null;
      if (style && monthStyles.has(Number(style[1]))) monthCells.add(cellKey(Number(reference[2]) - 1, column));
    }
  }
  return monthCells;
}
