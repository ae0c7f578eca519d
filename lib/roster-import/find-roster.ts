import { checkRoster, type RosterReport } from "../roster/check-roster.ts";
import { compareRoster, type RosterComparison } from "../roster/compare-roster.ts";
import { type RawRow, readRoster } from "../roster/read-roster.ts";
import type { RosterOrganization } from "../roster/roster-organization.ts";
import type { PolicySource } from "../rules/policy.ts";
import { isWithin } from "../shared/access.ts";
import type { Clock } from "../shared/clock.ts";
import { limitToScope } from "./limit-to-scope.ts";
import type { PersonRegister } from "./person-register.ts";
import type { StoredImport } from "./roster-import.ts";

export interface RosterSources extends PolicySource {
  readonly register: Pick<PersonRegister, "findByIdNumbers">;
  /** The organisations that a roster may name. */
  readonly listOrganizations: () => Promise<readonly PlacedOrganization[]>;
  readonly clock: Clock;
}

export interface PlacedOrganization extends RosterOrganization {
  readonly path: string;
}

/** What a file holds, and how it differs from what is known. */
export interface FoundRoster {
  readonly report: RosterReport;
  readonly comparison: RosterComparison;
}

/** Reads, judges and compares a file. Throws `RosterFileError` when it cannot be read as a roster. */
export async function findRoster(
  { register, listOrganizations, findPolicy }: RosterSources,
  bytes: Uint8Array,
  { organizationId, asOf, sheet }: StoredImport,
  onRow: (rows: number) => Promise<void>,
): Promise<FoundRoster> {
  const [organizations, policy] = await Promise.all([listOrganizations(), findPolicy()]);
  const rawRows = new Map<number, RawRow>();
  const rows = remember(readRoster(bytes, sheet === null ? {} : { sheet }), rawRows, onRow);
  const judged = await checkRoster(rows, { organizations, asOf, policy });
  const existing = await register.findByIdNumbers(judged.accepted.map(({ person }) => person.id_number));
  const paths = new Map(organizations.map(({ id, path }) => [id, path]));
  const covers = (id: string) => isWithin(paths.get(id) ?? "", organizationId);
  const report = limitToScope(judged, existing, { covers, rawRows });
  const columns = new Set(report.header?.columns.flatMap(({ field }) => field ?? []));
  return { report, comparison: compareRoster(report.accepted, existing, columns) };
}

async function* remember(
  rows: AsyncIterable<RawRow>,
  rawRows: Map<number, RawRow>,
  onRow: (rows: number) => Promise<void>,
): AsyncGenerator<RawRow> {
  for await (const raw of rows) {
    rawRows.set(raw.row, raw);
    await onRow(rawRows.size);
    yield raw;
  }
}
