import { ROSTER_LIMITS } from "./limits.ts";

/** A cell as the file holds it; dates of Excel are already YYYY-MM-DD, or YYYY-MM when Excel shows only the month. */
export type RawCell = string | number | boolean | null;

// NFKC leaves the zero-width and direction marks that copying from web pages and PDF brings along.
const INVISIBLE = /\p{Cf}|(?![\t\n\v\f\r])\p{Cc}/gu;

/** NFKC without invisible characters, trimmed; runs of white space become one space. Applying it twice changes nothing. */
export function normalizeText(text: string): string {
  return text.normalize("NFKC").replace(INVISIBLE, "").normalize("NFKC").replace(/\s+/g, " ").trim();
}

/** As `normalizeText`, and without any space inside: for names, numbers, dates, branch names and fixed terms. */
export function compactText(text: string): string {
  // Again NFKC: a combining mark that stood after a space now stands after a letter.
  return normalizeText(text).replaceAll(" ", "").normalize("NFKC");
}

export function cellText(cell: RawCell): string {
  return cell === null ? "" : String(cell);
}

/** A cell that is too long anyway is not normalised: a row may refer to one huge string a hundred times. */
export const isTooLong = (cell: RawCell): boolean => cellText(cell).length > ROSTER_LIMITS.cellCharacters;

export function isBlank(cell: RawCell): boolean {
  if (isTooLong(cell)) return false;
  return cell === null || (typeof cell === "string" && normalizeText(cell) === "");
}

const FORMULA_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/i;

/** A formula that failed leaves its error as the text of the cell. */
export function isFormulaError(cell: RawCell): boolean {
  return typeof cell === "string" && FORMULA_ERROR.test(cell.trim());
}
