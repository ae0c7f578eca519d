import { conflict, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { type Campaign, isRecipient } from "./campaign.ts";
import { FeedbackResultsPublished } from "./events.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import { subjectOf } from "./open-campaign.ts";
import type { publishFeedbackResults as publishRoute } from "./routes.ts";
import { mayReplace, roundToFives, suppressSmallCells } from "./suppress-small-cells.ts";

const unclassified = "未分类";

/**
 * Publishes numbers that recipients counted after opening, and of messages by topic; what would tell of few is hidden.
 * Units: 2 reads, 1 for some 10 messages, 4 writes.
 */
export function publishResults({ store }: { readonly store: FeedbackStore }) {
  return async ({ params, body }: RouteInput<typeof publishRoute>, context: RequestContext): Promise<Campaign> => {
    const campaign = await store.findCampaign(params.campaignId);
    if (campaign === undefined || !isRecipient(campaign, context.principal.accountId)) throw notFound();
    if (campaign.version !== body.version) throw conflict(campaign.version);
    const former = await store.findResults(campaign.campaignId);
    const known = new Set(campaign.questions.map(({ questionId }) => questionId));
    const asked = body.questions.filter(({ questionId }) => known.has(questionId));
    const isTelling = ({ questionId, cells }: (typeof asked)[number]) => {
      const shown = former?.exact[questionId];
      return shown !== undefined && !mayReplace(shown, cells);
    };
    if (asked.some(isTelling)) {
      throw refused("difference_too_small", {
        zh: "与上次公布相比只多了几个人，会让人看出他们的选择，请等更多意见后再公布。",
        en: "Only a few people came in since the last time; their answers would show. Wait for more.",
      });
    }
    const questions = asked.map(({ questionId, cells }) => ({ questionId, cells: suppressSmallCells(cells) }));
    // What was never shown cannot be held against what is shown next.
    const told = asked.filter((_, index) => questions[index]?.cells !== null);
    const exact = Object.fromEntries(told.map(({ questionId, cells }) => [questionId, cells]));
    const topics = roundToFives(await countTopics(store, campaign.campaignId));
    await store.saveResults(campaign.campaignId, { questions, topics, exact, outcomes: former?.outcomes ?? [] });

    const next = { ...campaign, version: campaign.version + 1 };
    const answers = Math.max(0, ...asked.map(({ cells }) => Object.values(cells).reduce((sum, one) => sum + one, 0)));
    const fact = buildFact(FeedbackResultsPublished, context, {
      ...subjectOf(next),
      data: { campaignId: next.campaignId, version: next.version, answers },
    });
    const consequences = { facts: [fact], receipt: context.receipt, answer: next };
    if (!(await store.saveCampaign(next, consequences))) throw conflict(campaign.version);
    return next;
  };
}

async function countTopics(
  store: Pick<FeedbackStore, "listCases">,
  campaignId: string,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let after: string | undefined; ; ) {
    const { cases, hasMore } = await store.listCases(campaignId, { limit: 200, after });
    for (const { category } of cases) counts[category ?? unclassified] = (counts[category ?? unclassified] ?? 0) + 1;
    after = cases.at(-1)?.commit;
    if (!hasMore || after === undefined) return counts;
  }
}
