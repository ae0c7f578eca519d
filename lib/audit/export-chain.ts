import type { AuditArchive } from "./audit-archive.ts";
import type { AuditStore } from "./audit-store.ts";

/** Entries of one object: some 100 KB. */
const stretch = 500;

/**
 * Copies what was added since the last run to the archive. A chain that does not go on from what was copied before is copied all
 * the same, beside it, so that both are there to be compared; `brokenAt` is 0 while all is well. Units: 1 read for some 20
 * entries, 1 write a stretch.
 */
export function exportChain({ store, archive }: { store: AuditStore; archive: Pick<AuditArchive, "put"> }) {
  return async (): Promise<{ exported: number; brokenAt: number }> => {
    const first = await store.findExported();
    let last = first;
    let brokenAt = 0;
    for (;;) {
      const entries = await store.read(last.sequence + 1, stretch);
      const [next] = entries;
      const end = entries.at(-1);
      if (next === undefined || end === undefined) break;
      if (brokenAt === 0 && (next.sequence !== last.sequence + 1 || next.previousHash !== last.hash)) {
        brokenAt = next.sequence;
      }
      await archive.put(entries);
      last = { sequence: end.sequence, hash: end.hash };
      await store.saveExported(last);
    }
    return { exported: last.sequence - first.sequence, brokenAt };
  };
}
