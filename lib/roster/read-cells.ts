import { findEthnicGroup } from "./ethnic-groups.ts";
import { hasValidCheckCharacter, isIdNumberFormat } from "./id-number.ts";
import { cellText, compactText, normalizeText, type RawCell } from "./normalize-text.ts";
import { type DateSystem, earliest, parseDate, parseDateNumber } from "./partial-date.ts";
import type { RosterReason, RosterWarningKind } from "./reasons.ts";
import { findBoolean, findEducationLevel, findGender, findMemberCategory, findMembershipStatus } from "./vocabulary.ts";

/** What one cell says: a value, perhaps with a warning, or the reason why it says nothing. The cell is never blank. */
export type CellReading =
  | { readonly value: string | number | boolean | null; readonly warning?: RosterWarningKind }
  | { readonly reason: RosterReason };

export interface CellContext {
  readonly dateSystem: DateSystem;
  /** Today, YYYY-MM-DD. */
  readonly asOf: string;
}

export type ReadCell = (cell: RawCell, context: CellContext) => CellReading;

/** Text that CSV exports protect from Excel: '3201, ="3201". */
const unprotect = (text: string): string => text.replace(/^'|^="(.*)"$/, "$1");

const orWarn = (value: string | boolean | number | undefined): CellReading =>
  value === undefined ? { value: null, warning: "value_not_recognised" } : { value };

/** Text that would be a formula is exported behind an apostrophe. */
const unprotectText = (text: string): string => text.replace(/^'(?=[=+\-@])/, "");

export const readText: ReadCell = (cell) => ({ value: unprotectText(normalizeText(cellText(cell))) });

const DOTS = /[•.・‧∙⋅]/g;
const PRIVATE_USE = /\p{Co}/u;

/** Names of minorities have dots, and rare characters lie outside the basic plane or in private use. */
export const readName: ReadCell = (cell) => {
  const name = compactText(cellText(cell)).replace(DOTS, "·");
  if (!/^[\p{L}\p{M}\p{Co}·'-]+$/u.test(name) || !/[\p{L}\p{Co}]/u.test(name)) return { reason: "invalid_name" };
  return PRIVATE_USE.test(name) ? { value: name, warning: "private_use_character" } : { value: name };
};

/** Excel keeps 15 digits of a number. */
const FIRST_DAMAGED_NUMBER = 1e15;

export const readIdNumber: ReadCell = (cell) => {
  if (typeof cell === "number" && cell >= FIRST_DAMAGED_NUMBER) return { reason: "id_number_damaged" };
  const text = unprotect(compactText(cellText(cell))).toUpperCase();
  if (/^\d(\.\d+)?E\+?\d+$/.test(text)) return { reason: "id_number_damaged" };
  if (!isIdNumberFormat(text)) return { reason: "id_number_format" };
  return hasValidCheckCharacter(text) ? { value: text } : { reason: "id_number_check_digit" };
};

export const readPhone: ReadCell = (cell) => {
  const text = unprotect(compactText(cellText(cell))).replace(/[-‐‑–—]/g, "");
  const national = text.replace(/^(\+|00)?86(?=1\d{10}$)/, "");
  return /^\d{11}$/.test(national) ? { value: national } : { value: national, warning: "phone_format" };
};

export const readDate: ReadCell = (cell, { dateSystem, asOf }) => {
  const date =
    typeof cell === "number" ? parseDateNumber(cell, dateSystem) : parseDate(unprotect(normalizeText(cellText(cell))));
  if (date === undefined) return { reason: "invalid_date" };
  return earliest(date) > asOf ? { reason: "future_date" } : { value: date };
};

export const readCategory: ReadCell = (cell) => {
  const value = findMemberCategory(compactText(cellText(cell)));
  return value === undefined ? { reason: "unknown_category" } : { value };
};

/** "89%", 89, and 0.89 as Excel stores a percentage. */
export const readPercentage: ReadCell = (cell) => {
  const text = compactText(cellText(cell));
  const number = Number(text.replace(/%$/, ""));
  if (!/^\d+(\.\d+)?%?$/.test(text) || number > 100) return orWarn(undefined);
  return { value: typeof cell === "number" && number > 0 && number <= 1 ? number * 100 : number };
};

export const readGender: ReadCell = (cell) => orWarn(findGender(compactText(cellText(cell))));
export const readEthnicity: ReadCell = (cell) => orWarn(findEthnicGroup(compactText(cellText(cell))));
export const readEducation: ReadCell = (cell) => orWarn(findEducationLevel(compactText(cellText(cell))));
export const readMembershipStatus: ReadCell = (cell) => orWarn(findMembershipStatus(compactText(cellText(cell))));
export const readBoolean: ReadCell = (cell) => orWarn(findBoolean(compactText(cellText(cell))));
