import type { AuditArchive } from "./audit-archive.ts";
import { hashOf } from "./audit-entry.ts";
import type { AuditStore } from "./audit-store.ts";
import { verifyChain } from "./verify-chain.ts";

export interface ChainReport {
  /** Entries of the table that fit. */
  readonly verified: number;
  /** Entries of the archive that are the same in the table. */
  readonly compared: number;
  /** The first entry that does not fit or is not what was archived; null while all is well. */
  readonly brokenAt: number | null;
}

/** Recomputes the whole chain of the table, and holds it to every copy that was ever archived. */
export function verifyEverything({ store, archive }: { store: AuditStore; archive: AuditArchive | undefined }) {
  const verify = verifyChain({ store });
  return async (): Promise<ChainReport> => {
    let verified = 0;
    for (;;) {
      const { verifiedTo, brokenAt, isComplete } = await verify(verified + 1);
      verified = verifiedTo;
      if (brokenAt !== null) return { verified, compared: 0, brokenAt };
      if (isComplete) break;
    }
    let compared = 0;
    for await (const copies of archive?.readAll() ?? []) {
      const [first] = copies;
      if (first === undefined) continue;
      const kept = new Map(
        (await store.read(first.sequence, copies.length)).map((entry) => [entry.sequence, entry.hash]),
      );
      for (const { hash, ...content } of copies) {
        const isSame = kept.get(content.sequence) === hash && (await hashOf(content)) === hash;
        if (!isSame) return { verified, compared, brokenAt: content.sequence };
        compared += 1;
      }
    }
    return { verified, compared, brokenAt: null };
  };
}
