import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type AcceptedRow, checkRoster, type RosterReport } from "../../../lib/roster/check-roster.ts";
import { readRoster } from "../../../lib/roster/read-roster.ts";
import { ROSTER_REASONS } from "../../../lib/roster/reasons.ts";
import { GENDERS, MEMBER_CATEGORIES } from "../../../lib/roster/vocabulary.ts";

const fixture = (name: string) => new URL(`../../fixtures/${name}`, import.meta.url);
const readJson = (name: string) => JSON.parse(readFileSync(fixture(name), "utf8"));

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(items, keyOf)].map(([key, group]) => [key, group.length]));
}

function rejectedRows({ rejected }: RosterReport) {
  return rejected.flatMap(({ row, problems }) =>
    problems.map(({ field, heading, reason, duplicateOf }) => ({
      row,
      column: heading,
      field,
      kind: reason,
      reason: ROSTER_REASONS[reason].zh,
      ...(duplicateOf ? { firstRow: duplicateOf.row } : {}),
    })),
  );
}

function warnedRows({ accepted }: RosterReport) {
  const kinds = accepted.flatMap(({ row, warnings }) =>
    [...new Set(warnings.map(({ kind }) => kind))].map((kind) => ({ row, kind })),
  );
  const groups = [...Map.groupBy(kinds, ({ kind }) => kind)];
  return Object.fromEntries(
    groups.map(([kind, group]) => [kind, { rows: group.length, rowNumbers: group.map(({ row }) => row) }]),
  );
}

/** The row in the terms of the expected result: Chinese terms, and only the fields that it states. */
function spotCheck({ row, person }: AcceptedRow, stated: readonly string[]) {
  const known: Record<string, unknown> = {
    ...person,
    row,
    gender: GENDERS[person.gender][0],
    branchId: person.branch_id,
    member_category: MEMBER_CATEGORIES[person.member_category][0],
  };
  return Object.fromEntries(stated.map((field) => [field, known[field]]));
}

describe("the sample roster of a campus", () => {
  it("gives exactly the expected result", async () => {
    const campus = readJson("campus-changzhou.json");
    const expected = readJson("roster/roster-sample.expected.json");
    const bytes = readFileSync(fixture("roster/roster-sample.xlsx"));
    const report = await checkRoster(readRoster(bytes), campus);
    const byRow = new Map(report.accepted.map((entry) => [entry.row, entry]));
    const rows = [...report.accepted, ...report.rejected].map(({ row }) => row);
    const actual = {
      asOf: campus.asOf,
      sheet: report.header?.sheet,
      headingRow: report.header?.headingRow,
      firstDataRow: Math.min(...rows),
      lastDataRow: Math.max(...rows),
      blankRows: report.blankRows.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n)),
      columns: report.header?.columns.map(({ index, heading, field }) => ({ index: index + 1, heading, field })),
      rows: rows.length,
      accepted: report.accepted.length,
      rejected: report.rejected.length,
      acceptedByCategory: countBy(report.accepted, ({ person }) => MEMBER_CATEGORIES[person.member_category][0]),
      acceptedByBranch: countBy(report.accepted, ({ person }) => person.branch_id),
      rejectedByKind: countBy(rejectedRows(report), ({ kind }) => kind),
      rejectedRows: rejectedRows(report),
      warnings: warnedRows(report),
      spotChecks: expected.spotChecks.map((check: { row: number }) => {
        const entry = byRow.get(check.row);
        return entry ? spotCheck(entry, Object.keys(check)) : { row: check.row };
      }),
    };
    const { file: _file, titleRow: _titleRow, quirks: _quirks, legend: _legend, ...result } = expected;
    expect(actual).toEqual(result);
  });
});
