import { type CommitList, type LedgerEntry, ledgerKinds } from "../../../lib/feedback-protocol/ledger.ts";
import { readCommits, readLedger } from "./public-files.ts";

/** Everything that is needed to check a campaign without a network; as a file it can be kept for years. */
export interface Proof {
  readonly campaignId: string;
  readonly entries: readonly LedgerEntry[];
  readonly lists: readonly CommitList[];
}

export async function fetchProof(campaignId: string): Promise<Proof> {
  const entries = await readLedger(campaignId);
  const days = entries.filter(({ kind }) => kind === "accepted").map(({ day }) => day);
  const lists = await Promise.all(days.map((day) => readCommits(campaignId, day)));
  return { campaignId, entries, lists: lists.filter((one) => one !== undefined) };
}

/** A file that somebody saved; undefined when it is none. */
export function readProof(text: string): Proof | undefined {
  try {
    const { campaignId, entries, lists } = JSON.parse(text) as Proof;
    const areEntries = Array.isArray(entries) && entries.every(({ kind }) => ledgerKinds.includes(kind));
    const areLists = Array.isArray(lists) && lists.every(({ commits }) => Array.isArray(commits));
    return typeof campaignId === "string" && areEntries && areLists ? { campaignId, entries, lists } : undefined;
  } catch {
    return undefined;
  }
}

/** The whole public number that begins with these digits; undefined when no list has it. */
export function findCommit(lists: readonly CommitList[], digits: string): string | undefined {
  for (const { commits } of lists) {
    const found = commits.find((commit) => commit.startsWith(digits));
    if (found !== undefined) return found;
  }
  return undefined;
}
