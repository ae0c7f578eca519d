/** Excel takes UTF-8 for what it is only with a byte-order mark. */
export const csvMark = "\uFEFF";

/** A spreadsheet would run a cell that begins so; the apostrophe says that it is text, and an import takes it off again. */
const formulaStart = /^[=+\-@\t\r]/;

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
