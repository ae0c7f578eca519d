import type { Policy } from "../rules/policy.ts";
import { createBranchResolver, type ResolveBranch } from "./branch-index.ts";
import { checkBranch } from "./check-branch.ts";
import { checkMembership } from "./check-membership.ts";
import { checkPerson } from "./check-person.ts";
import type { MembershipNumbers } from "./national-numbers.ts";
import type { RawCell } from "./normalize-text.ts";
import type { RawRow, RosterHeader } from "./read-roster.ts";
import { type ExtraCell, readRow } from "./read-row.ts";
import { membershipNumbers } from "./regulation-numbers.ts";
import type { RosterOrganization } from "./roster-organization.ts";
import { RosterRow } from "./roster-row.ts";
import { createFindings, type RosterProblem, type RosterWarning } from "./row-findings.ts";

export interface RosterContext {
  readonly organizations: readonly RosterOrganization[];
  /** Today, YYYY-MM-DD: dates after it lie in the future. */
  readonly asOf: string;
  /** What the university decided about the rules; without it the national numbers bind. */
  readonly policy?: Policy;
}

export interface AcceptedRow {
  readonly row: number;
  readonly person: RosterRow;
  /** Cells of columns that the roster does not know. */
  readonly extra: readonly ExtraCell[];
  readonly warnings: readonly RosterWarning[];
}

export interface RejectedRow {
  readonly row: number;
  /** As read, so that the row can be given back for correction. */
  readonly cells: readonly RawCell[];
  /** At least one. */
  readonly problems: readonly RosterProblem[];
}

export interface RosterReport {
  /** Undefined when the file has headings and no rows. */
  readonly header: RosterHeader | undefined;
  readonly accepted: readonly AcceptedRow[];
  readonly rejected: readonly RejectedRow[];
  /** Runs of empty rows between the headings and the last row, both ends included. */
  readonly blankRows: readonly { readonly from: number; readonly to: number }[];
}

interface Context {
  readonly asOf: string;
  readonly numbers: MembershipNumbers;
  readonly resolve: ResolveBranch;
  /** Accepted rows by ID number. */
  readonly kept: Map<string, AcceptedRow>;
}

type Judgement = { readonly accepted: AcceptedRow } | { readonly rejected: RejectedRow };

function judgeRow(raw: RawRow, { asOf, numbers, resolve, kept }: Context): Judgement {
  const { draft, extra, findings } = readRow(raw, asOf);
  const person = checkPerson(draft, asOf, findings);
  if (draft.member_category === null && !findings.hasProblem("member_category")) {
    findings.reject("member_category", "missing_category");
  }
  const branch = checkBranch(draft.branch_name, resolve, findings);
  checkMembership(draft, { asOf, numbers, ...(person && { birthDate: person.birthDate }) }, findings);
  const earlier = kept.get(draft.id_number ?? "");
  if (earlier) {
    const isOtherBranch = branch !== undefined && branch.id !== earlier.person.branch_id;
    findings.reject("id_number", "duplicate_person", { duplicateOf: { row: earlier.row, isOtherBranch } });
  }
  if (findings.problems.length > 0 || !person || !branch) {
    return { rejected: { row: raw.row, cells: raw.cells, problems: findings.problems } };
  }
  const row = RosterRow.parse({
    ...draft,
    gender: person.gender,
    birth_date: draft.birth_date ?? person.birthDate,
    branch_name: branch.name,
    branch_id: branch.id,
  });
  return { accepted: { row: raw.row, person: row, extra, warnings: findings.warnings } };
}

/** Two people of one name are no fault; whoever imports them should look twice, at both. */
function warnOfSameNames(accepted: readonly AcceptedRow[], header: RosterHeader): AcceptedRow[] {
  const byName = Map.groupBy(accepted, ({ person }) => person.name);
  return accepted.map((entry) => {
    if (byName.get(entry.person.name)?.length === 1) return entry;
    const { warnings, warn } = createFindings(header, () => entry.person.name);
    warn("name", "same_name");
    return { ...entry, warnings: [...entry.warnings, ...warnings] };
  });
}

/**
 * Judges every row by itself and against the rows before it. A faulty row leaves the others alone; of two rows with one
 * ID number the first accepted one is kept. Pure: the same rows, tree and day give the same report.
 */
export async function checkRoster(
  rows: AsyncIterable<RawRow> | Iterable<RawRow>,
  { organizations, asOf, policy }: RosterContext,
): Promise<RosterReport> {
  const context: Context = {
    asOf,
    numbers: membershipNumbers(asOf, policy),
    resolve: createBranchResolver(organizations),
    kept: new Map<string, AcceptedRow>(),
  };
  const rejected: RejectedRow[] = [];
  const blankRows: { from: number; to: number }[] = [];
  let header: RosterHeader | undefined;
  let last = 0;
  for await (const raw of rows) {
    header ??= raw.header;
    last ||= header.headingRow;
    if (raw.row > last + 1) blankRows.push({ from: last + 1, to: raw.row - 1 });
    last = raw.row;
    const judgement = judgeRow(raw, context);
    if ("rejected" in judgement) rejected.push(judgement.rejected);
    else context.kept.set(judgement.accepted.person.id_number, judgement.accepted);
  }
  const accepted = [...context.kept.values()];
  return { header, accepted: header ? warnOfSameNames(accepted, header) : [], rejected, blankRows };
}
