import { REQUIRED_FIELDS, ROSTER_COLUMNS, ROSTER_FIELDS, type RosterField, usualHeading } from "./columns.ts";
import { RosterFileError } from "./file-errors.ts";
import { cellText, compactText, type RawCell } from "./normalize-text.ts";

export interface RosterColumn {
  /** Zero-based place in the row. */
  readonly index: number;
  /** As it stands in the file, spaces included. */
  readonly heading: string;
  /** Absent when the column is none that the roster knows; its cells are kept aside under the heading. */
  readonly field?: RosterField;
}

const FIELD_OF_HEADING: ReadonlyMap<string, RosterField> = new Map(
  ROSTER_FIELDS.flatMap((field) => ROSTER_COLUMNS[field].map((alias) => [compactText(alias), field] as const)),
);

const LONGEST_HEADING = 100;

/** "*姓名", "身份证号码(18位)" and "姓 名:" mean the same column as the bare heading. */
export function fieldOfHeading(heading: string): RosterField | undefined {
  if (heading.length > LONGEST_HEADING) return undefined;
  const compact = compactText(heading);
  const plain = compact.replace(/^\*+|[*::]+$/g, "");
  return (
    FIELD_OF_HEADING.get(compact) ?? FIELD_OF_HEADING.get(plain) ?? FIELD_OF_HEADING.get(plain.replace(/\(.*\)$/, ""))
  );
}

/** Counts the cells of a row that are known headings, to tell the headings from title rows above them. */
export function countHeadings(values: readonly RawCell[]): number {
  return values.filter((value) => typeof value === "string" && fieldOfHeading(value) !== undefined).length;
}

/** A row with fewer known headings is a title or data. */
export const FEWEST_HEADINGS = 2;

export function missingFields(values: readonly RawCell[]): RosterField[] {
  const found = new Set(values.map((value) => fieldOfHeading(cellText(value))));
  return REQUIRED_FIELDS.filter((field) => !found.has(field));
}

/** Reads the heading row. Two columns of one meaning would make every value a guess, so they are an error. */
export function readHeadings(values: readonly RawCell[], row: number): RosterColumn[] {
  const missing = missingFields(values);
  if (missing.length > 0) throw new RosterFileError("missing_columns", { row, columns: missing.map(usualHeading) });
  const columns: RosterColumn[] = [];
  const seen = new Map<string, string>();
  for (const [index, value] of values.entries()) {
    const heading = cellText(value).slice(0, LONGEST_HEADING);
    const compact = compactText(heading);
    if (compact === "") continue;
    const field = fieldOfHeading(heading);
    const first = seen.get(field ?? compact);
    if (first !== undefined) throw new RosterFileError("duplicate_heading", { row, columns: [first, heading.trim()] });
    seen.set(field ?? compact, heading.trim());
    columns.push(field === undefined ? { index, heading } : { index, heading, field });
  }
  return columns;
}
