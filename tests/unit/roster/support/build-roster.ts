import { readFileSync } from "node:fs";
import { checkRoster, type RosterReport } from "../../../../lib/roster/check-roster.ts";
import { RosterFileError } from "../../../../lib/roster/file-errors.ts";
import { readHeadings } from "../../../../lib/roster/headings.ts";
import { checkCharacter } from "../../../../lib/roster/id-number.ts";
import type { RawCell } from "../../../../lib/roster/normalize-text.ts";
import { type RawRow, type RosterOptions, readRoster } from "../../../../lib/roster/read-roster.ts";
import type { RosterOrganization } from "../../../../lib/roster/roster-organization.ts";

export const AS_OF = "2026-11-21";

export const readFixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url)));

export const ORGANIZATIONS: RosterOrganization[] = JSON.parse(
  new TextDecoder().decode(readFixture("campus-changzhou.json")),
).organizations;

/** A valid number of nobody; odd `serial` for men. */
export function makeIdNumber(birthDate: string, serial = 1): string {
  const digits = `999001${birthDate.replaceAll("-", "")}${String(serial).padStart(3, "0")}`;
  return digits + checkCharacter(digits);
}

export type Cells = Record<string, RawCell>;

/** A full member without fault, by heading. */
export function makeMember(overrides: Cells = {}): Cells {
  return {
    姓名: "张三",
    身份证号码: makeIdNumber("1990-05-17", 1),
    性别: "男",
    出生日期: "1990-05-17",
    人员类别: "正式党员",
    所在党组织: "机关教务处党支部",
    入党时间: "2012-06-01",
    转正时间: "2013-06-01",
    ...overrides,
  };
}

/** The people as rows of a worksheet whose headings stand in row 1. */
export function makeRows(people: readonly Cells[], dateSystem: "1900" | "1904" = "1900"): RawRow[] {
  const headings = [...new Set(people.flatMap((person) => Object.keys(person)))];
  const header = { format: "xlsx", dateSystem, headingRow: 1, columns: readHeadings(headings, 1) } as const;
  return people.map((person, index) => ({
    row: index + 2,
    cells: headings.map((heading) => person[heading] ?? null),
    header,
  }));
}

export const checkPeople = (...people: readonly Cells[]): Promise<RosterReport> =>
  checkRoster(makeRows(people), { organizations: ORGANIZATIONS, asOf: AS_OF });

/** Checks one person: the reasons when rejected, otherwise the normalised person and the kinds of warnings. */
export async function checkMember(overrides: Cells = {}) {
  const { accepted, rejected } = await checkPeople(makeMember(overrides));
  return {
    person: accepted[0]?.person,
    reasons: rejected[0]?.problems.map(({ field, reason }) => `${field}: ${reason}`) ?? [],
    warnings: accepted[0]?.warnings.map(({ kind }) => kind) ?? [],
  };
}

export async function readAll(bytes: Uint8Array, options?: RosterOptions): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const row of readRoster(bytes, options)) rows.push(row);
  return rows;
}

/** The code of the file error, or how many rows were read. */
export async function outcomeOf(bytes: Uint8Array, options?: RosterOptions): Promise<string> {
  try {
    return `${(await readAll(bytes, options)).length} rows`;
  } catch (error) {
    if (error instanceof RosterFileError) return error.code;
    throw error;
  }
}
