import type { Page } from "../shared/page.ts";
import type { StoredAuditEntry } from "./audit-entry.ts";

/** The end of the chain: the last sequence and its hash. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

export type AppendResult =
  | { readonly kind: "done" }
  | { readonly kind: "head_moved" }
  /** These were recorded before; nothing was written. */
  | { readonly kind: "already_recorded"; readonly entryIds: readonly string[] };

export interface AuditStore {
  /** Strongly consistent; before the first entry sequence 0 and the genesis hash. */
  findHead(): Promise<ChainHead>;
  /** Writes the entries, the marks of their events and the new head together, if the head is still the former one. */
  append(entries: readonly StoredAuditEntry[], former: ChainHead): Promise<AppendResult>;
  /** Newest first; of one organisation or of all. */
  list(query: {
    organizationId: string | undefined;
    limit: number;
    cursor: string | undefined;
  }): Promise<Page<StoredAuditEntry>>;
  /** In the order of the chain, from a sequence on. */
  read(fromSequence: number, limit: number): Promise<StoredAuditEntry[]>;
  /** How far the daily check has come. */
  findVerified(): Promise<ChainHead>;
  saveVerified(verified: ChainHead): Promise<void>;
  /** Up to where the chain was copied to the archive. */
  findExported(): Promise<ChainHead>;
  saveExported(exported: ChainHead): Promise<void>;
}
