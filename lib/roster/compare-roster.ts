import type { AcceptedRow } from "./check-roster.ts";
import { agree, isMonth } from "./partial-date.ts";
import type { RosterRow } from "./roster-row.ts";

export interface ExistingPerson {
  readonly personId: string;
  /** What is known of the person; a field that the source does not keep may be absent. */
  readonly person: Pick<RosterRow, "id_number"> & {
    readonly [Field in keyof RosterRow]?: RosterRow[Field] | undefined;
  };
}

export interface FieldChange {
  readonly field: keyof RosterRow;
  readonly before: RosterRow[keyof RosterRow];
  readonly after: RosterRow[keyof RosterRow];
}

export interface RosterComparison {
  readonly added: readonly AcceptedRow[];
  readonly changed: readonly {
    readonly personId: string;
    readonly row: AcceptedRow;
    readonly changes: readonly FieldChange[];
  }[];
  readonly unchanged: readonly { readonly personId: string; readonly row: AcceptedRow }[];
}

const DATES = new Set<keyof RosterRow>([
  "birth_date",
  "admission_date",
  "conversion_date",
  "work_start_date",
  "lost_contact_date",
  "application_date",
  "activist_date",
  "target_date",
]);

type Value = RosterRow[keyof RosterRow];

/** A month in the file does not contradict the day that is already known. */
function isSame(field: keyof RosterRow, before: Value, after: Value): boolean {
  if (before === after) return true;
  if (!DATES.has(field) || typeof before !== "string" || typeof after !== "string") return false;
  return isMonth(after) && agree(before, after);
}

/** The fields that the file says something about: its columns, and the branch found for a branch name. */
function comparedFields(row: AcceptedRow, columns: ReadonlySet<string>): (keyof RosterRow)[] {
  const fields = (Object.keys(row.person) as (keyof RosterRow)[]).filter((field) => columns.has(field));
  // The branch is compared by id: renaming it does not move its people.
  return fields.map((field) => (field === "branch_name" ? "branch_id" : field));
}

function listChanges(existing: ExistingPerson, row: AcceptedRow, columns: ReadonlySet<string>): FieldChange[] {
  return comparedFields(row, columns).flatMap((field) => {
    const before = existing.person[field] ?? null;
    const after = row.person[field];
    return isSame(field, before, after) ? [] : [{ field, before, after }];
  });
}

/**
 * Compares accepted rows with the people already known, by ID number. Only fields whose column is in the file are
 * compared: an absent column says nothing, an empty cell says "empty" and is shown as a change to null.
 */
export function compareRoster(
  accepted: readonly AcceptedRow[],
  existing: readonly ExistingPerson[],
  columns: ReadonlySet<string>,
): RosterComparison {
  const known = new Map(existing.map((entry) => [entry.person.id_number, entry]));
  const added: AcceptedRow[] = [];
  const changed: RosterComparison["changed"][number][] = [];
  const unchanged: RosterComparison["unchanged"][number][] = [];
  for (const row of accepted) {
    const match = known.get(row.person.id_number);
    if (!match) {
      added.push(row);
      continue;
    }
    const changes = listChanges(match, row, columns);
    const { personId } = match;
    if (changes.length === 0) unchanged.push({ personId, row });
    else changed.push({ personId, row, changes });
  }
  return { added, changed, unchanged };
}
