import { AlignmentType, Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import type { MinutesSheet } from "./minutes-sheet.ts";
import type { RichText } from "./rich-text.ts";

/** Half points. Sizes and faces are those that offices use: a heading in 小标宋, text in 仿宋. */
const sizes = { heading: 36, text: 24 } as const;
const faces = { heading: "方正小标宋简体", text: "仿宋" } as const;

/** Hundredths of the width of the page for label, value, label, value. */
const widths = [16, 34, 16, 34] as const;
/** Twentieths of a point. */
const contentHeight = 5_600;

/** The minutes as a Word document of one table, as branches keep them in their minute books. */
export async function writeMinutes(sheet: MinutesSheet, writtenAt: Date): Promise<Uint8Array> {
  const document = new Document({
    title: sheet.title,
    creator: sheet.host,
    description: `${sheet.status}（${writtenAt.toISOString()}）`,
    styles: {
      default: { document: { run: { size: sizes.text, font: { ascii: "Times New Roman", eastAsia: faces.text } } } },
    },
    sections: [{ children: [heading(sheet.heading), tableOf(sheet), ...signatures(sheet)] }],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function heading(text: string): Paragraph {
  const run = new TextRun({ text, size: sizes.heading, font: { eastAsia: faces.heading } });
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 240 }, children: [run] });
}

function tableOf(sheet: MinutesSheet): Table {
  const late = sheet.late.length > 0 ? `；迟到：${sheet.late.join("、")}` : "";
  const away = [
    ...(sheet.leave.length > 0 ? [`请假：${sheet.leave.join("、")}`] : []),
    ...(sheet.absent.length > 0 ? [`缺席：${sheet.absent.join("、")}`] : []),
  ].join("；");
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      wide("会议名称", [line(sheet.title)]),
      pair(["会议类型", sheet.kinds], ["会议时间", sheet.time]),
      pair(["会议地点", sheet.place], ["主持人", sheet.chair]),
      pair(["记录人", sheet.recorder], ["应到/实到", `${sheet.due}人/${sheet.came}人`]),
      wide("到会人员", [line([...sheet.present, ...sheet.late].join("、") + late)]),
      wide("未到人员", [line(away === "" ? "无" : away)]),
      wide("列席人员", [line(sheet.guests.length === 0 ? "无" : sheet.guests.join("、"))]),
      ...(sheet.quorum === "" ? [] : [wide("法定人数", [line(sheet.quorum)])]),
      wide(
        "会议议题",
        sheet.items.map(({ title }, index) => line(`${index + 1}．${title}`)),
      ),
      wide("会议内容", sheet.items.flatMap(contentOf), contentHeight),
      ...(sheet.resolutions.length === 0 ? [] : [wide("会议决议", sheet.resolutions.flatMap(resolutionOf))]),
      ...(sheet.summary === "" ? [] : [wide("小结", [line(sheet.summary)])]),
    ],
  });
}

function contentOf({ title, speakers, minutes }: MinutesSheet["items"][number], index: number): Paragraph[] {
  const first = new Paragraph({ children: [new TextRun({ text: `${index + 1}．${title}`, bold: true })] });
  return [first, ...(speakers === "" ? [] : [line(`发言：${speakers}`)]), ...minutes.map(blockOf)];
}

function blockOf({ type, spans }: RichText[number]): Paragraph {
  const children = spans.map(({ text, isBold }) => new TextRun({ text, bold: isBold === true || type === "heading" }));
  if (type === "bullet" || type === "numbered") return new Paragraph({ children, bullet: { level: 0 } });
  return new Paragraph({ children, ...(type === "paragraph" && { indent: { firstLine: 2 * sizes.text * 10 } }) });
}

function resolutionOf({ title, text, vote, outcome }: MinutesSheet["resolutions"][number], index: number): Paragraph[] {
  const mark = outcome === "" ? "" : `（${outcome}）`;
  return [`${index + 1}．${title}${mark}`, text, vote].filter((one) => one !== "").map(line);
}

function signatures({ status }: MinutesSheet): Paragraph[] {
  const signed = new Paragraph({
    spacing: { before: 360 },
    children: [new TextRun("主持人签字：　　　　　　　　记录人签字：")],
  });
  return [signed, new Paragraph({ spacing: { before: 120 }, children: [new TextRun(status)] })];
}

const line = (text: string) => new Paragraph({ children: [new TextRun(text)] });

function cell(children: Paragraph[], column: number, columnSpan?: number): TableCell {
  const width = { size: widths[column] ?? 0, type: WidthType.PERCENTAGE };
  const margins = { top: 80, bottom: 80, left: 100, right: 100 };
  return new TableCell({ children, margins, ...(columnSpan === undefined ? { width } : { columnSpan }) });
}

function label(text: string, column = 0): TableCell {
  return cell([new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(text)] })], column);
}

function wide(name: string, children: Paragraph[], height?: number): TableRow {
  return new TableRow({
    ...(height !== undefined && { height: { value: height, rule: "atLeast" } }),
    children: [label(name), cell(children.length > 0 ? children : [line("")], 1, 3)],
  });
}

function pair([one, first]: readonly [string, string], [other, second]: readonly [string, string]): TableRow {
  return new TableRow({ children: [label(one), cell([line(first)], 1), label(other, 2), cell([line(second)], 3)] });
}
