import type { CommitList, LedgerEntry } from "../../../lib/feedback-protocol/ledger.ts";
import type { Manifest } from "../../../lib/feedback-protocol/manifest.ts";
import type { ReplyBundle } from "../../../lib/feedback-protocol/reply.ts";
import { learnTime } from "./clock.ts";

/** What the host shows of every campaign, as far as numbers of few people do not show. */
export interface CampaignOutcome {
  readonly campaignId: string;
  readonly title: string;
  readonly about: string;
  readonly scopeName: string;
  readonly state: "open" | "closed";
  readonly counts: Readonly<Record<string, number>> | null;
  readonly questions: readonly {
    readonly questionId: string;
    readonly cells: Readonly<Record<string, number | null>> | null;
  }[];
  /** Messages by topic, rounded down to fives; null while there are few. */
  readonly topics: Readonly<Record<string, number>> | null;
  readonly outcomes: readonly { readonly measure: string; readonly result: string; readonly on: string }[];
}

/** Undefined: there is no such file. Throws when the host cannot be reached. */
async function readFile<Content>(path: string): Promise<Content | undefined> {
  const response = await fetch(path, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-cache" });
  learnTime(response.headers);
  // A host that lets nobody list its files says 403 for those that do not exist.
  if (response.status === 403 || response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as Content;
}

export const readManifests = async (campaignId: string): Promise<readonly Manifest[]> =>
  (await readFile<{ manifests: Manifest[] }>(`/keys/${campaignId}.json`))?.manifests ?? [];

export const readLedger = async (campaignId: string): Promise<readonly LedgerEntry[]> =>
  (await readFile<{ entries: LedgerEntry[] }>(`/ledger/${campaignId}.json`))?.entries ?? [];

export const readCommits = (campaignId: string, day: string): Promise<CommitList | undefined> =>
  readFile<CommitList>(`/commits/${campaignId}/${day}.json`);

export const readBundle = async (campaignId: string): Promise<ReplyBundle> =>
  (await readFile<ReplyBundle>(`/bundles/${campaignId}.json`)) ?? { campaignId, replies: [] };

export const readOutcomes = async (): Promise<readonly CampaignOutcome[]> =>
  (await readFile<{ campaigns: CampaignOutcome[] }>("/ledger/index.json"))?.campaigns ?? [];
