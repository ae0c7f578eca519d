import type { RosterField } from "../roster/columns.ts";
import type { ExportedRow } from "./export-files.ts";
import type { StoredExport } from "./people-export.ts";

/** What the file shows: columns that the requester may see, and who asked. */
export interface ExportScope {
  readonly columns: readonly RosterField[];
  readonly requesterName: string | null;
}

/** What this context asks of the people, always with the rights that the requester has at that moment. */
export interface PeopleSource {
  /** Undefined when the requester may not export any more. */
  findScope(wanted: StoredExport): Promise<ExportScope | undefined>;
  /** The next page of the list of people; null: no more. */
  listIds(
    wanted: StoredExport,
    cursor: string | null,
  ): Promise<{ personIds: readonly string[]; nextCursor: string | null }>;
  /** In the order of the ids; people who left the place meanwhile are left out. */
  readRows(
    wanted: StoredExport,
    personIds: readonly string[],
    columns: readonly RosterField[],
  ): Promise<readonly ExportedRow[]>;
}
