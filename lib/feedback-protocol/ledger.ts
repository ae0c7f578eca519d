import { hexOf, sha256, utf8 } from "./bytes.ts";

export const ledgerKinds = [
  "campaign_opened",
  "keys_published",
  "issued",
  "accepted",
  "opened",
  "answered",
  "improvement",
  "result",
  "silent",
  "results_published",
  "recipients_changed",
  "campaign_closed",
] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/** One public line: what happened on a day, without a word of content. */
export interface LedgerEntry {
  readonly sequence: number;
  readonly kind: LedgerKind;
  readonly day: string;
  /** The message by its public number, where it is about one. */
  readonly ref: string | null;
  readonly data: Readonly<Record<string, string | number>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** Before the first entry. */
export const genesisHash = "0".repeat(64);

export async function entryHash(campaignId: string, entry: Omit<LedgerEntry, "hash">): Promise<string> {
  const { sequence, kind, day, ref, data, previousHash } = entry;
  const sortedData = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return hexOf(await sha256(utf8(JSON.stringify([campaignId, sequence, kind, day, ref, sortedData, previousHash]))));
}

/** The number of the first entry that does not fit, or null: all of them hang together from the first one on. */
export async function findBreak(campaignId: string, entries: readonly LedgerEntry[]): Promise<number | null> {
  let previousHash = genesisHash;
  for (const [index, { hash, ...entry }] of entries.entries()) {
    const fits = entry.sequence === index + 1 && entry.previousHash === previousHash;
    if (!fits || hash !== (await entryHash(campaignId, entry))) return index + 1;
    previousHash = hash;
  }
  return null;
}

/** The messages that were handed on, on one day. */
export interface CommitList {
  readonly campaignId: string;
  readonly day: string;
  readonly commits: readonly string[];
}

export async function commitsDigest(commits: readonly string[]): Promise<string> {
  return hexOf(await sha256(utf8([...commits].sort().join("\n"))));
}

export type ReceiptVerdict =
  | { readonly verdict: "chain_broken"; readonly at: number }
  | { readonly verdict: "not_listed" }
  | { readonly verdict: "list_altered"; readonly day: string }
  | { readonly verdict: "accepted"; readonly day: string; readonly steps: readonly LedgerEntry[] };

/** What files say of the message with this number; needs no network and nobody's word. */
export async function verifyReceipt(
  commit: string,
  { campaignId, entries, lists }: { campaignId: string; entries: readonly LedgerEntry[]; lists: readonly CommitList[] },
): Promise<ReceiptVerdict> {
  const brokenAt = await findBreak(campaignId, entries);
  if (brokenAt !== null) return { verdict: "chain_broken", at: brokenAt };
  const list = lists.find(({ commits }) => commits.includes(commit));
  if (list === undefined) return { verdict: "not_listed" };
  const digest = await commitsDigest(list.commits);
  const isRecorded = entries.some(
    ({ kind, day, data }) => kind === "accepted" && day === list.day && data.commits === digest,
  );
  if (!isRecorded) return { verdict: "list_altered", day: list.day };
  return { verdict: "accepted", day: list.day, steps: entries.filter(({ ref }) => ref === commit) };
}
