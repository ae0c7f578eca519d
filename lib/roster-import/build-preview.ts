import type { AcceptedRow, RejectedRow, RosterReport } from "../roster/check-roster.ts";
import { type RosterField, usualHeading } from "../roster/columns.ts";
import type { FieldChange, RosterComparison } from "../roster/compare-roster.ts";
import { cellText } from "../roster/normalize-text.ts";
import type { RosterHeader } from "../roster/read-roster.ts";
import { ROSTER_REASONS, ROSTER_WARNINGS } from "../roster/reasons.ts";
import type { RosterProblem, RosterWarning } from "../roster/row-findings.ts";
import { maskIdNumber, maskIdNumbers, type PreviewRow } from "./preview.ts";
import type { ImportCounts, PreviewResult } from "./roster-import.ts";

export interface Preview {
  readonly counts: ImportCounts;
  readonly lists: Readonly<Record<PreviewResult, readonly PreviewRow[]>>;
}

/** What the check found, in lists by result, each in the order of the file. */
export function buildPreview(report: RosterReport, comparison: RosterComparison): Preview {
  const { header } = report;
  const added = comparison.added.map((row) => acceptedRow(row, "added"));
  const changed = comparison.changed.map(({ personId, row, changes }) => ({
    ...acceptedRow(row, "changed"),
    personId,
    changes: changes.map((change) => changeOf(change, header)),
  }));
  const unchanged = comparison.unchanged.map(({ personId, row }) => ({ ...acceptedRow(row, "unchanged"), personId }));
  const rejected = report.rejected.map((row) => rejectedRow(row, header));
  const warned = [...added, ...changed, ...unchanged]
    .filter(({ warnings }) => warnings.length > 0)
    .sort((one, other) => one.row - other.row);
  const counts = {
    rows: report.accepted.length + report.rejected.length,
    added: added.length,
    changed: changed.length,
    unchanged: unchanged.length,
    rejected: rejected.length,
    warned: warned.length,
  };
  return { counts, lists: { added, changed, unchanged, rejected, warned } };
}

function acceptedRow({ row, person, warnings }: AcceptedRow, result: PreviewRow["result"]): PreviewRow {
  return {
    row,
    result,
    name: person.name,
    idNumber: maskIdNumber(person.id_number),
    branchName: person.branch_name,
    memberCategory: person.member_category,
    personId: null,
    changes: [],
    warnings: warnings.map(warningOf),
    problems: [],
  };
}

function rejectedRow({ row, cells, problems }: RejectedRow, header: RosterHeader | undefined): PreviewRow {
  const textOf = (field: RosterField): string | null => {
    const column = header?.columns.find((one) => one.field === field);
    const text = column === undefined ? "" : cellText(cells[column.index] ?? null).trim();
    return text === "" ? null : maskIdNumbers(text);
  };
  const idNumber = textOf("id_number");
  return {
    row,
    result: "rejected",
    name: textOf("name"),
    idNumber: idNumber === null ? null : maskIdNumber(idNumber),
    branchName: textOf("branch_name"),
    memberCategory: textOf("member_category"),
    personId: null,
    changes: [],
    warnings: [],
    problems: problems.map(problemOf),
  };
}

const maskedValue = (field: RosterField, value: string): string =>
  field === "id_number" ? maskIdNumber(value) : maskIdNumbers(value);

function warningOf({ field, heading, value, kind }: RosterWarning): PreviewRow["warnings"][number] {
  const { zh, en } = ROSTER_WARNINGS[kind];
  return { field, heading: heading.trim(), value: maskedValue(field, value), kind, message: zh, messageEn: en };
}

function problemOf(problem: RosterProblem): PreviewRow["problems"][number] {
  const { field, heading, value, reason, candidates = [], duplicateOf } = problem;
  const { zh, en } = ROSTER_REASONS[reason];
  return {
    field,
    heading: heading.trim(),
    value: maskedValue(field, value),
    reason,
    message: zh,
    messageEn: en,
    candidates: [...candidates],
    duplicateOfRow: duplicateOf?.row ?? null,
  };
}

function changeOf({ field, before, after }: FieldChange, header: RosterHeader | undefined) {
  // The branch is compared by id, while its column holds a name.
  const column: RosterField = field === "branch_id" ? "branch_name" : field;
  const heading = header?.columns.find((one) => one.field === column)?.heading ?? usualHeading(column);
  return { field, heading: heading.trim(), before, after };
}
