import type { LedgerEntry } from "../feedback-protocol/ledger.ts";
import type { LedgerStore } from "./ledger-store.ts";
import { readWholeLedger } from "./read-ledger.ts";

interface Dependencies {
  readonly ledger: Pick<LedgerStore, "list">;
  readonly put: (campaignId: string, entries: readonly LedgerEntry[]) => Promise<void>;
}

/**
 * Puts the whole chain of a campaign where everybody can fetch it. Of two that publish at once the slower one must not leave
 * its shorter chain behind, so whoever wrote looks again. Units: 1 read for some 10 lines, twice.
 */
export function publishLedger({ ledger, put }: Dependencies) {
  return async (campaignId: string): Promise<void> => {
    let entries = await readWholeLedger(ledger, campaignId);
    for (let published = -1; published < entries.length; ) {
      published = entries.length;
      await put(campaignId, entries);
      entries = await readWholeLedger(ledger, campaignId);
    }
  };
}
