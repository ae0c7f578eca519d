import { startTags } from "./xml-tags.ts";

/** How Excel shows the number of a cell: as it is, as a day, or as year and month only. */
export type CellDisplay = "number" | "day" | "month";

/** Built-in formats (ECMA-376, 18.8.30); those from 27 on are the ones of Chinese Excel. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58]);
const BUILT_IN_MONTHS = new Set([17, 27, 36, 50, 52, 57]);

function displayOfBuiltIn(id: number): CellDisplay {
  if (BUILT_IN_MONTHS.has(id)) return "month";
  return BUILT_IN_DAYS.has(id) ? "day" : "number";
}

/** Excel allows no longer ones. */
const LONGEST_FORMAT = 255;

function displayOfFormat(formatCode: string): CellDisplay {
  const first = formatCode.slice(0, LONGEST_FORMAT).split(";")[0] ?? "";
  const letters = first.replace(/"[^"]*"|\[[^\]]*\]|\\.|[_*]./g, "").toLowerCase();
  if (letters.includes("d")) return "day";
  if (!letters.includes("y")) return "number";
  return letters.includes("m") ? "month" : "number";
}

/**
 * The display of each cell style. "2019年6月" typed into Excel becomes the first of June with a format that shows the month
 * only: that day was invented by Excel and must not be believed.
 */
export function readCellStyles(stylesXml: string): readonly CellDisplay[] {
  const formats = new Map<number, CellDisplay>();
  for (const attributes of startTags(stylesXml, "numFmt")) {
    formats.set(Number(attributes.get("numFmtId")), displayOfFormat(attributes.get("formatCode") ?? ""));
  }
  return startTags(stylesXml, "xf", "cellXfs").map((attributes) => {
    const id = Number(attributes.get("numFmtId") ?? 0);
    return formats.get(id) ?? displayOfBuiltIn(id);
  });
}
