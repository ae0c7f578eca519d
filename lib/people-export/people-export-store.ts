import type { Fact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { PeopleExport, StoredExport } from "./people-export.ts";

export interface PeopleExportStore {
  insert(created: StoredExport, shown: PeopleExport, fact: Fact, receipt: Receipt | undefined): Promise<void>;
  find(exportId: string): Promise<StoredExport | undefined>;
  /** Writes the next version; `false` when somebody else wrote it first. */
  save(next: StoredExport, facts: readonly Fact[]): Promise<boolean>;
  /** Newest first. */
  listOf(requestedBy: string, page: { limit: number; cursor: string | undefined }): Promise<Page<StoredExport>>;
  /** Oldest first. */
  listWaiting(page: { limit: number; cursor: string | undefined }): Promise<Page<StoredExport>>;
}
