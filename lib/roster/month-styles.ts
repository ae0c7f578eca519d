import { startTags } from "./xml-tags.ts";

/** Built-in formats that show year and month only: 17 everywhere, the others in Chinese Excel (ECMA-376, 18.8.30). */
const BUILT_IN_MONTH_FORMATS = new Set([17, 27, 36, 50, 52, 57]);

function showsMonthOnly(formatCode: string): boolean {
  const first = formatCode.split(";")[0] ?? "";
  const letters = first.replace(/"[^"]*"|\[[^\]]*\]|\\.|[_*]./g, "").toLowerCase();
  return letters.includes("y") && letters.includes("m") && !/[dhs]/.test(letters);
}

/**
 * The cell styles under which Excel shows a date as year and month. "2019年6月" typed into Excel becomes the first of June
 * with such a format: the day was invented by Excel and must not be believed.
 */
export function readMonthStyles(stylesXml: string): ReadonlySet<number> {
  const formats = new Map<number, string>();
  for (const attributes of startTags(stylesXml, "numFmt")) {
    formats.set(Number(attributes.get("numFmtId")), attributes.get("formatCode") ?? "");
  }
  const from = stylesXml.search(/<(?:[\w.-]+:)?cellXfs[\s>]/);
  const to = stylesXml.search(/<\/(?:[\w.-]+:)?cellXfs\s*>/);
  const styles = new Set<number>();
  if (from < 0 || to < from) return styles;
  let index = 0;
  for (const attributes of startTags(stylesXml.slice(from, to), "xf")) {
    const id = Number(attributes.get("numFmtId"));
    const code = formats.get(id);
    if (code === undefined ? BUILT_IN_MONTH_FORMATS.has(id) : showsMonthOnly(code)) styles.add(index);
    index++;
  }
  return styles;
}
