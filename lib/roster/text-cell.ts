import { ROSTER_LIMITS } from "./limits.ts";
import { cellText, isFormulaError, type RawCell } from "./normalize-text.ts";

// XML 1.0 has no place for these, and Excel refuses the whole workbook because of one.
const NOT_IN_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

/** Excel reads "_x0041_" as "A"; the underscore is escaped so that such text comes back as it was. */
const ESCAPE_LOOKALIKE = /_(?=x[0-9a-f]{4}_)/gi;

/** The library writes these as error values, unless the number sign is escaped. */
const ESCAPED_NUMBER_SIGN = "_x0023_";

/** A cell that can only be text: no number, no date, no formula. What is too long to be read is cut. */
export function textCell(cell: RawCell): string {
  const text = cellText(cell)
    .slice(0, ROSTER_LIMITS.cellCharacters)
    .toWellFormed()
    .replace(NOT_IN_XML, "")
    .replace(ESCAPE_LOOKALIKE, "_x005F_");
  return isFormulaError(text) ? text.replace("#", ESCAPED_NUMBER_SIGN) : text;
}
