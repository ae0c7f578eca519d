import { genesisHash, hashOf, type StoredAuditEntry } from "./audit-entry.ts";
import type { AuditStore, ChainHead } from "./audit-store.ts";

export interface Verification {
  readonly verifiedTo: number;
  readonly isIntact: boolean;
  readonly brokenAt: number | null;
  readonly isComplete: boolean;
}

/** Entries recomputed in one call: some 40 KB, a hundredth of a second of hashing. */
const stretch = 200;

/**
 * Recomputes a stretch of the chain: gapless numbers, each hash over its entry, each entry tied to the one before, and
 * the last one equal to the head, so that a changed, removed or added entry shows.
 */
export function verifyChain({ store }: { store: AuditStore }) {
  return async (fromSequence: number): Promise<Verification> => {
    const head = await store.findHead();
    if (fromSequence > head.sequence + 1) return nothingBeyond(head);
    const [before] = fromSequence > 1 ? await store.read(fromSequence - 1, 1) : [];
    const start: ChainHead = { sequence: fromSequence - 1, hash: before?.hash ?? genesisHash };
    const { good, brokenAt } = await follow(start, await store.read(fromSequence, stretch));
    if (brokenAt !== null) return broken(good.sequence, brokenAt);

    const isComplete = good.sequence >= head.sequence;
    if (good.sequence === start.sequence && !isComplete) return broken(good.sequence, good.sequence + 1);
    if (good.sequence === head.sequence && good.hash !== head.hash) return broken(good.sequence - 1, good.sequence);
    if (good.sequence > head.sequence) {
      // Appended since the head was read, or added behind its back: entry and head are written together.
      const now = await store.findHead();
      if (good.sequence > now.sequence) return broken(now.sequence, now.sequence + 1);
    }
    return { verifiedTo: good.sequence, isIntact: true, brokenAt: null, isComplete };
  };
}

function nothingBeyond({ sequence }: ChainHead): Verification {
  return { verifiedTo: sequence, isIntact: true, brokenAt: null, isComplete: true };
}

function broken(verifiedTo: number, brokenAt: number): Verification {
  return { verifiedTo, isIntact: false, brokenAt, isComplete: false };
}

async function follow(start: ChainHead, entries: readonly StoredAuditEntry[]) {
  let good = start;
  for (const entry of entries) {
    const { hash, ...content } = entry;
    const fits = entry.sequence === good.sequence + 1 && entry.previousHash === good.hash;
    if (!fits || hash !== (await hashOf(content))) return { good, brokenAt: good.sequence + 1 };
    good = { sequence: entry.sequence, hash };
  }
  return { good, brokenAt: null };
}

/**
 * The daily check: goes on where the last one ended, and holds the entry there to the hash that was seen then, so that a
 * chain that was cut or written anew shows. `brokenAt` is 0 while all is well.
 */
export function verifyNewEntries({ store }: { store: AuditStore }) {
  const verify = verifyChain({ store });
  return async (): Promise<{ verified: number; brokenAt: number }> => {
    const seen = await store.findVerified();
    const [there] = seen.sequence > 0 ? await store.read(seen.sequence, 1) : [];
    const { sequence } = await store.findHead();
    if ((there?.hash ?? genesisHash) !== seen.hash) return { verified: 0, brokenAt: seen.sequence };
    if (sequence < seen.sequence) return { verified: 0, brokenAt: sequence + 1 };

    let next = seen.sequence + 1;
    for (;;) {
      const { verifiedTo, brokenAt, isComplete } = await verify(next);
      const [last] = verifiedTo > 0 ? await store.read(verifiedTo, 1) : [];
      if (last !== undefined) await store.saveVerified({ sequence: verifiedTo, hash: last.hash });
      if (brokenAt !== null || isComplete) return { verified: verifiedTo - seen.sequence, brokenAt: brokenAt ?? 0 };
      next = verifiedTo + 1;
    }
  };
}
