import type { LedgerEntry } from "../feedback-protocol/ledger.ts";

export interface LedgerHead {
  readonly sequence: number;
  readonly hash: string;
  /** How many lines there are of each kind; of accepted messages, how many messages. */
  readonly tallies: Readonly<Record<string, number>>;
}

export interface LedgerStore {
  /** Strongly consistent. */
  findHead(campaignId: string): Promise<LedgerHead>;
  /** Appends if the head is still the one before; each fact is in the chain once. */
  append(
    campaignId: string,
    entry: LedgerEntry,
    about: { head: LedgerHead; factId: string },
  ): Promise<"done" | "head_moved" | "known">;
  list(
    campaignId: string,
    page: { after: number; limit: number },
  ): Promise<{ entries: LedgerEntry[]; hasMore: boolean }>;
}
