import { conflict, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { type Campaign, isRecipient } from "./campaign.ts";
import { FeedbackResultsPublished } from "./events.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import { subjectOf } from "./open-campaign.ts";
import type { publishFeedbackResults as publishRoute } from "./routes.ts";
import { mayReplace, suppressSmallCells } from "./suppress-small-cells.ts";

/** Publishes numbers that recipients counted after opening; what would tell of few is hidden. Units: 2 reads, 4 writes. */
export function publishResults({ store }: { readonly store: FeedbackStore }) {
  return async ({ params, body }: RouteInput<typeof publishRoute>, context: RequestContext): Promise<Campaign> => {
    const campaign = await store.findCampaign(params.campaignId);
    if (campaign === undefined || !isRecipient(campaign, context.principal.accountId)) throw notFound();
    if (campaign.version !== body.version) throw conflict(campaign.version);
    const former = await store.findResults(campaign.campaignId);
    const known = new Set(campaign.questions.map(({ questionId }) => questionId));
    const asked = body.questions.filter(({ questionId }) => known.has(questionId));
    if (asked.some(({ questionId, cells }) => !mayReplace(former?.exact[questionId] ?? {}, cells))) {
      throw refused("difference_too_small", {
        zh: "与上次公布相比只多了几个人，会让人看出他们的选择，请等更多意见后再公布。",
        en: "Only a few people came in since the last time; their answers would show. Wait for more.",
      });
    }
    const questions = asked.map(({ questionId, cells }) => ({ questionId, cells: suppressSmallCells(cells) }));
    const exact = Object.fromEntries(asked.map(({ questionId, cells }) => [questionId, cells]));
    await store.saveResults(campaign.campaignId, { questions, exact, outcomes: former?.outcomes ?? [] });

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
