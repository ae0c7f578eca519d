import { ROSTER_FIELDS, type RosterField } from "./columns.ts";
import { ROSTER_LIMITS } from "./limits.ts";
import { cellText, isBlank, isFormulaError, isTooLong, type RawCell } from "./normalize-text.ts";
import {
  type CellContext,
  type ReadCell,
  readBoolean,
  readCategory,
  readDate,
  readEducation,
  readEthnicity,
  readGender,
  readIdNumber,
  readMembershipStatus,
  readName,
  readPercentage,
  readPhone,
  readText,
} from "./read-cells.ts";
import type { RawRow, RosterHeader } from "./read-roster.ts";
import type { RosterDraft } from "./roster-row.ts";
import { createFindings, type RowFindings } from "./row-findings.ts";

/** How the cells of a column are read; columns that are not listed hold plain text. */
const READERS: Partial<Record<RosterField, ReadCell>> = {
  name: readName,
  id_number: readIdNumber,
  gender: readGender,
  ethnicity: readEthnicity,
  education_level: readEducation,
  member_category: readCategory,
  membership_status: readMembershipStatus,
  mobile_phone: readPhone,
  contact_phone: readPhone,
  data_completeness: readPercentage,
  birth_date: readDate,
  admission_date: readDate,
  conversion_date: readDate,
  work_start_date: readDate,
  lost_contact_date: readDate,
  application_date: readDate,
  activist_date: readDate,
  target_date: readDate,
  is_migrant_worker: readBoolean,
  is_lost_contact: readBoolean,
  is_mobile_member: readBoolean,
  is_taiwan_origin: readBoolean,
  is_first_secretary: readBoolean,
};

/** A cell of a column that the roster does not know, kept for whoever needs it. */
export interface ExtraCell {
  readonly heading: string;
  readonly value: string;
}

export interface RowReading {
  readonly draft: RosterDraft;
  readonly extra: readonly ExtraCell[];
  readonly findings: RowFindings;
}

function checkCell(cell: RawCell): "formula_error" | "cell_too_long" | undefined {
  if (isTooLong(cell)) return "cell_too_long";
  return isFormulaError(cell) ? "formula_error" : undefined;
}

function readField(field: RosterField, cell: RawCell, context: CellContext, findings: RowFindings) {
  if (isBlank(cell)) return null;
  const damage = checkCell(cell);
  const reading = damage ? { reason: damage } : (READERS[field] ?? readText)(cell, context);
  if ("reason" in reading) {
    findings.reject(field, reading.reason);
    return null;
  }
  if (reading.warning) findings.warn(field, reading.warning);
  return reading.value;
}

function readExtra(header: RosterHeader, cells: readonly RawCell[]): ExtraCell[] {
  const unknown = header.columns.filter(({ field }) => field === undefined);
  return unknown.flatMap(({ index, heading }) => {
    const cell = cells[index] ?? null;
    const value = cellText(cell).slice(0, ROSTER_LIMITS.cellCharacters);
    return isBlank(cell) ? [] : [{ heading: heading.trim(), value }];
  });
}

/** Reads every cell of a row by itself; nothing is compared yet. */
export function readRow({ cells, header }: RawRow, asOf: string): RowReading {
  const indexOf = new Map(header.columns.map(({ field, index }) => [field, index]));
  const cellOf = (field: RosterField): RawCell => cells[indexOf.get(field) ?? -1] ?? null;
  const findings = createFindings(header, (field) => cellText(cellOf(field)).slice(0, ROSTER_LIMITS.cellCharacters));
  const context = { dateSystem: header.dateSystem, asOf };
  const values = ROSTER_FIELDS.map((field) => [field, readField(field, cellOf(field), context, findings)] as const);
  // Each reader gives the type of its column; the finished row is parsed by its schema.
  return { draft: Object.fromEntries(values) as RosterDraft, extra: readExtra(header, cells), findings };
}
