import {
  AlignmentType,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { writeXlsx } from "hucre/xlsx";
import { textCell } from "../roster/text-cell.ts";

/** A ledger ready for paper. */
export interface LedgerPaper {
  readonly title: string;
  readonly summary: string;
  readonly headings: readonly string[];
  readonly lines: readonly (readonly (string | number)[])[];
  readonly monthHeadings: readonly string[];
  readonly monthLines: readonly (readonly (string | number)[])[];
  readonly writtenAt: Date;
}

const columnWidths = [6, 12, 20, 42, 7, 7, 8, 10, 9, 9];

/** Titles are text whatever they begin with: nothing in a workbook of ours is a formula. */
const cells = (line: readonly (string | number)[]) =>
  line.map((one) => (typeof one === "string" ? textCell(one) : one));

export async function writeLedgerWorkbook(paper: LedgerPaper): Promise<Uint8Array> {
  const { title, summary, headings, lines, monthHeadings, monthLines, writtenAt } = paper;
  return await writeXlsx({
    stringMode: "inline",
    properties: { title, created: writtenAt },
    sheets: [
      {
        name: "工作台账",
        columns: columnWidths.map((width) => ({ width })),
        rows: [[title], [summary], [...headings], ...lines.map(cells)],
        freezePane: { rows: 3 },
      },
      {
        name: "逐月开展情况",
        columns: monthHeadings.map((_, index) => ({ width: index === 0 ? 20 : 6 })),
        rows: [[...monthHeadings], ...monthLines.map(cells)],
        freezePane: { rows: 1 },
      },
    ],
  });
}

export async function writeLedgerDocument(paper: LedgerPaper): Promise<Uint8Array> {
  const { title, summary, headings, lines, monthHeadings, monthLines } = paper;
  const document = new Document({
    title,
    styles: { default: { document: { run: { size: 20, font: { ascii: "Times New Roman", eastAsia: "仿宋" } } } } },
    sections: [
      {
        properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        children: [
          heading(title),
          paragraph(summary),
          table(headings, lines),
          paragraph(""),
          paragraph("逐月开展情况（已归档次数）"),
          table(monthHeadings, monthLines),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function heading(text: string): Paragraph {
  const run = new TextRun({ text, size: 36, font: { eastAsia: "方正小标宋简体" } });
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 200 }, children: [run] });
}

const paragraph = (text: string) => new Paragraph({ spacing: { after: 120 }, children: [new TextRun(text)] });

function table(headings: readonly string[], lines: readonly (readonly (string | number)[])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(headings, true), ...lines.map((line) => row(line, false))],
  });
}

function row(line: readonly (string | number)[], isHead: boolean): TableRow {
  return new TableRow({
    tableHeader: isHead,
    cantSplit: true,
    children: line.map((one) => {
      const run = new TextRun({ text: String(one), bold: isHead });
      return new TableCell({ children: [new Paragraph({ children: [run] })], margins: { left: 60, right: 60 } });
    }),
  });
}
