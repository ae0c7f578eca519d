import { entryHash, type LedgerEntry } from "../feedback-protocol/ledger.ts";
import type { Outcome } from "../shared/event.ts";
import type { LedgerStore } from "./ledger-store.ts";

/** Who loses the head takes the new one and tries again. */
const attempts = 20;

export type LedgerLine = Pick<LedgerEntry, "kind" | "day" | "ref" | "data">;

/** Appends a line to the public chain of a campaign, once for each fact. Units: 1 read, 6 writes. */
export function appendToLedger({ store }: { readonly store: Pick<LedgerStore, "findHead" | "append"> }) {
  return async (campaignId: string, line: LedgerLine, factId: string): Promise<Outcome> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const head = await store.findHead(campaignId);
      const entry = { ...line, sequence: head.sequence + 1, previousHash: head.hash };
      const hash = await entryHash(campaignId, entry);
      const result = await store.append(campaignId, { ...entry, hash }, { head, factId });
      if (result !== "head_moved") return result === "done" ? "done" : "already_done";
    }
    throw new Error("the ledger is too busy");
  };
}
