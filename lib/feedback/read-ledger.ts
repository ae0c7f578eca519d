import type { LedgerEntry } from "../feedback-protocol/ledger.ts";
import { notFound } from "../shared/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type { readFeedbackLedger as ledgerRoute, readFeedbackOutcome as outcomeRoute } from "./routes.ts";
import { smallestCell } from "./thresholds.ts";

const pageSize = 200;

/** The chain of a campaign, for anybody. Units: 1 read, and 1 for some 10 lines. */
export function readLedger({ ledger }: { readonly ledger: LedgerStore }) {
  return async ({ params, query }: RouteInput<typeof ledgerRoute>): Promise<Page<LedgerEntry>> => {
    const name = `feedback-ledger:${params.campaignId}`;
    const after = query.cursor === undefined ? 0 : Number(decodeCursor(name, query.cursor).after);
    const { entries, hasMore } = await ledger.list(params.campaignId, { after, limit: pageSize });
    if (entries.length === 0 && after === 0) throw notFound();
    const last = entries.at(-1);
    return {
      items: entries,
      nextCursor: hasMore && last ? encodeCursor(name, { after: String(last.sequence) }) : null,
    };
  };
}

/** All lines in their order. */
export async function readWholeLedger(ledger: Pick<LedgerStore, "list">, campaignId: string): Promise<LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for (;;) {
    const { entries, hasMore } = await ledger.list(campaignId, { after: all.at(-1)?.sequence ?? 0, limit: pageSize });
    all.push(...entries);
    if (!hasMore) return all;
  }
}

/** What became of every campaign, as far as numbers of few people do not show. Units: 2 reads for each campaign. */
export function readOutcome({ store, ledger }: { readonly store: FeedbackStore; readonly ledger: LedgerStore }) {
  return async (): Promise<RouteOutput<typeof outcomeRoute>> => {
    const all = [...(await store.listCampaigns("open")), ...(await store.listCampaigns("closed"))];
    const campaigns = await Promise.all(
      all.map(async ({ campaignId, title, aboutLabel: about, scopeName, state }) => {
        const [{ tallies }, results] = await Promise.all([ledger.findHead(campaignId), store.findResults(campaignId)]);
        const isEnough = (tallies.accepted ?? 0) >= smallestCell;
        return {
          campaignId,
          title,
          about,
          scopeName,
          state,
          counts: isEnough ? { ...tallies } : null,
          questions: (results?.questions ?? []).map(({ questionId, cells }) => ({
            questionId,
            cells: cells && { ...cells },
          })),
          topics: results?.topics ? { ...results.topics } : null,
          outcomes: [...(results?.outcomes ?? [])],
        };
      }),
    );
    return { campaigns };
  };
}
