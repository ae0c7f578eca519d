import type { Fact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { RosterImport, StoredImport } from "./roster-import.ts";

export interface RosterImportStore {
  /** Writes the first version with its fact and the receipt of the request; its answer is `shown`. */
  insert(created: StoredImport, shown: RosterImport, fact: Fact, receipt: Receipt | undefined): Promise<void>;
  /** Strongly consistent. */
  find(importId: string): Promise<StoredImport | undefined>;
  /** Newest first; may lag behind by moments. */
  list(query: { organizationId: string; limit: number; cursor: string | undefined }): Promise<Page<StoredImport>>;
  /** Writes the next version; `false` when somebody else wrote it first. */
  save(next: StoredImport, facts: readonly Fact[]): Promise<boolean>;
}
