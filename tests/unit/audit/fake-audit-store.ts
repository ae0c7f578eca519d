import { genesisHash, type StoredAuditEntry } from "../../../lib/audit/audit-entry.ts";
import type { AppendResult, AuditStore, ChainHead } from "../../../lib/audit/audit-store.ts";

/** The chain in memory; `entries` and the two marks are open, so that a test can tamper with them. */
export class FakeAuditStore implements AuditStore {
  entries: StoredAuditEntry[] = [];
  head: ChainHead = { sequence: 0, hash: genesisHash };
  verified: ChainHead = { sequence: 0, hash: genesisHash };
  exported: ChainHead = { sequence: 0, hash: genesisHash };
  /** Runs once before the next append, as somebody else who is faster. */
  beforeAppend: (() => Promise<unknown>) | undefined;
  reads = 0;

  async findHead(): Promise<ChainHead> {
    return this.head;
  }

  async append(entries: readonly StoredAuditEntry[], former: ChainHead): Promise<AppendResult> {
    const act = this.beforeAppend;
    this.beforeAppend = undefined;
    await act?.();
    const known = new Set(this.entries.map(({ entryId }) => entryId));
    const entryIds = entries.map(({ entryId }) => entryId).filter((entryId) => known.has(entryId));
    if (entryIds.length > 0) return { kind: "already_recorded", entryIds };
    if (this.head.sequence !== former.sequence) return { kind: "head_moved" };
    this.entries.push(...entries);
    const { sequence, hash } = entries.at(-1) ?? former;
    this.head = { sequence, hash };
    return { kind: "done" };
  }

  async list() {
    return { items: this.entries.toReversed(), nextCursor: null };
  }

  async read(fromSequence: number, limit: number): Promise<StoredAuditEntry[]> {
    this.reads += 1;
    return this.entries
      .filter(({ sequence }) => sequence >= fromSequence)
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, limit);
  }

  async findVerified(): Promise<ChainHead> {
    return this.verified;
  }

  async saveVerified(verified: ChainHead): Promise<void> {
    this.verified = verified;
  }

  async findExported(): Promise<ChainHead> {
    return this.exported;
  }

  async saveExported(exported: ChainHead): Promise<void> {
    this.exported = exported;
  }
}
