import type { StoredAuditEntry } from "./audit-entry.ts";

/** Copies of the chain where nobody can change or remove them for years. */
export interface AuditArchive {
  /** Keeps a stretch of the chain, in its order. The same stretch again is the same copy. */
  put(entries: readonly StoredAuditEntry[]): Promise<void>;
  /** Every stretch that was ever kept, from the beginning; stretches may overlap after a run that was cut off. */
  readAll(): AsyncIterable<readonly StoredAuditEntry[]>;
}
