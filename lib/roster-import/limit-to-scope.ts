import type { AcceptedRow, RejectedRow, RosterReport } from "../roster/check-roster.ts";
import type { RosterField } from "../roster/columns.ts";
import type { ExistingPerson } from "../roster/compare-roster.ts";
import { cellText } from "../roster/normalize-text.ts";
import type { RawRow } from "../roster/read-roster.ts";
import type { RosterReason } from "../roster/reasons.ts";
import { createFindings } from "../roster/row-findings.ts";

export interface ImportScope {
  /** Whether the import may touch this organisation. */
  readonly covers: (organizationId: string) => boolean;
  /** Rows as read, for those that are rejected after they were accepted. */
  readonly rawRows: ReadonlyMap<number, RawRow>;
}

type Judgement = { readonly field: RosterField; readonly reason: RosterReason } | undefined;

/**
 * Rejects accepted rows that reach outside the organisation of the import: a branch that stands elsewhere, and a person
 * who belongs elsewhere now. Where the person belongs is not told.
 */
export function limitToScope(
  report: RosterReport,
  existing: readonly ExistingPerson[],
  scope: ImportScope,
): RosterReport {
  const branchOf = new Map(existing.map(({ person }) => [person.id_number, person.branch_id]));
  const judge = ({ person }: AcceptedRow): Judgement => {
    if (!scope.covers(person.branch_id)) return { field: "branch_name", reason: "branch_outside_scope" };
    const present = branchOf.get(person.id_number);
    if (present !== undefined && !scope.covers(present)) {
      return { field: "id_number", reason: "person_belongs_elsewhere" };
    }
    return undefined;
  };
  const accepted: AcceptedRow[] = [];
  const outside: RejectedRow[] = [];
  for (const entry of report.accepted) {
    const judgement = judge(entry);
    if (judgement === undefined) accepted.push(entry);
    else outside.push(reject(entry.row, judgement, scope.rawRows));
  }
  if (outside.length === 0) return report;
  const rejected = [...report.rejected, ...outside].sort((one, other) => one.row - other.row);
  return { ...report, accepted, rejected };
}

function reject(row: number, { field, reason }: NonNullable<Judgement>, rawRows: ImportScope["rawRows"]): RejectedRow {
  const raw = rawRows.get(row);
  if (raw === undefined) throw new Error(`row ${row} was accepted but not read`);
  const column = raw.header.columns.find((one) => one.field === field);
  const findings = createFindings(raw.header, () => cellText(raw.cells[column?.index ?? -1] ?? null));
  findings.reject(field, reason);
  return { row, cells: raw.cells, problems: findings.problems };
}
