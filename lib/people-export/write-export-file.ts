import { writeXlsx } from "hucre/xlsx";
import { type RosterField, usualHeading } from "../roster/columns.ts";
import { textCell } from "../roster/text-cell.ts";
import { csvLine, csvMark } from "./csv-line.ts";
import type { ExportedRow, ExportFiles } from "./export-files.ts";
import { exportPurposes } from "./export-purposes.ts";
import type { StoredExport } from "./people-export.ts";
import type { ExportScope } from "./people-source.ts";

/**
 * A file travels through the API in parts: base64 makes four bytes of three, and Lambda answers with 6 MB at most.
 */
const partBytes = 3 * 1024 * 1024;

/** Writes the file from its slices, in parts, and says how many. */
export async function writeExportFile(files: ExportFiles, made: StoredExport, scope: ExportScope): Promise<number> {
  const mark = watermark(made, scope);
  const headings = scope.columns.map(usualHeading);
  const chunks = made.format === "csv" ? csvOf(files, made, [[mark], headings]) : [await workbook(files, made, scope)];
  let part = 0;
  let waiting: Uint8Array<ArrayBufferLike> = new Uint8Array();
  for await (const chunk of chunks) {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length > partBytes) {
      await files.putPart(made.exportId, part++, waiting.subarray(0, partBytes));
      waiting = waiting.subarray(partBytes);
    }
  }
  await files.putPart(made.exportId, part++, waiting);
  return part;
}

/** Who took the people with them, when and why: whoever finds the file knows where it came from. */
function watermark(
  { exportId, requestedBy, readyAt, requestedAt, purpose }: StoredExport,
  { requesterName }: ExportScope,
): string {
  const moment = new Date(readyAt ?? requestedAt).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
  const who = requesterName === null ? requestedBy : `${requesterName}（${requestedBy}）`;
  return `内部资料，注意保密。导出人：${who}　导出时间：${moment}　用途：${exportPurposes[purpose].zh}　编号：${exportId}`;
}

async function* rowsOf(files: ExportFiles, { exportId, slices }: StoredExport): AsyncGenerator<readonly ExportedRow[]> {
  for (let slice = 0; slice < slices; slice++) {
    const rows = await files.findRows(exportId, slice);
    if (rows === undefined) throw new Error(`export ${exportId} has lost the rows of slice ${slice}`);
    yield rows;
  }
}

async function* csvOf(
  files: ExportFiles,
  made: StoredExport,
  heads: readonly ExportedRow[],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvMark + heads.map(csvLine).join(""));
  for await (const rows of rowsOf(files, made)) yield encoder.encode(rows.map(csvLine).join(""));
}

/** Excel's number format for text: what is typed over such a cell later stays text too. */
const textFormat = "@";

/** All cells are text, so that nothing is ever a formula. The mark stands in the first row, on each printed page and in the file's properties. */
async function workbook(files: ExportFiles, made: StoredExport, scope: ExportScope): Promise<Uint8Array> {
  const mark = textCell(watermark(made, scope));
  const headings = scope.columns.map(usualHeading);
  const rows: string[][] = [[mark], [...headings]];
  for await (const slice of rowsOf(files, made)) for (const row of slice) rows.push(row.map(textCell));
  const printed = mark.replaceAll("&", "&&").slice(0, 200);
  return await writeXlsx({
    stringMode: "inline",
    properties: {
      title: "人员名册",
      creator: made.requestedBy,
      description: mark,
      created: new Date(made.readyAt ?? 0),
    },
    sheets: [
      {
        name: "人员名册",
        columns: headings.map((heading) => ({ width: widthOf(heading), numFmt: textFormat })),
        rows,
        freezePane: { rows: 2 },
        headerFooter: { oddHeader: `&C${printed}`, oddFooter: `&L${made.exportId}&R&P/&N` },
      },
    ],
  });
}

const widthOf = (heading: string): number => (heading === usualHeading("id_number" satisfies RosterField) ? 22 : 14);
