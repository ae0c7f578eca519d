import { isAllowed } from "../shared/access.ts";
import { notFound } from "../shared/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { type Campaign, type FeedbackCase, isRecipient } from "./campaign.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import type { Places } from "./places.ts";
import type {
  listFeedbackCampaigns as campaignsRoute,
  listFeedbackCases as casesRoute,
  listFeedbackMessages as messagesRoute,
} from "./routes.ts";

interface SealedMessage {
  readonly commit: string;
  readonly epoch: string;
  readonly inner: string;
}

export interface InboxDependencies {
  readonly store: FeedbackStore;
  readonly listMessages: (
    campaignId: string,
    page: { day: string; limit: number; after: string | undefined },
  ) => Promise<{ messages: SealedMessage[]; hasMore: boolean }>;
}

/** Sealed messages of a day. Units: 1 read, and 9 for each message. */
export function listMessages({ store, listMessages: list }: InboxDependencies) {
  return async (
    { params, query }: RouteInput<typeof messagesRoute>,
    context: RequestContext,
  ): Promise<Page<SealedMessage>> => {
    const { campaignId } = await findReceived(store, params.campaignId, context);
    const name = `feedback-messages:${campaignId}:${query.day}`;
    const after = query.cursor === undefined ? undefined : decodeCursor(name, query.cursor).commit;
    const { messages, hasMore } = await list(campaignId, { day: query.day, limit: query.limit, after });
    const last = messages.at(-1);
    return { items: messages, nextCursor: hasMore && last ? encodeCursor(name, { commit: last.commit }) : null };
  };
}

/** Units: 1 read, and 1 for some 10 cases. */
export function listCases({ store }: Pick<InboxDependencies, "store">) {
  return async (
    { params, query }: RouteInput<typeof casesRoute>,
    context: RequestContext,
  ): Promise<Page<FeedbackCase>> => {
    const { campaignId } = await findReceived(store, params.campaignId, context);
    const name = `feedback-cases:${campaignId}`;
    const after = query.cursor === undefined ? undefined : decodeCursor(name, query.cursor).commit;
    const { cases, hasMore } = await store.listCases(campaignId, { limit: query.limit, after });
    const last = cases.at(-1);
    return { items: cases, nextCursor: hasMore && last ? encodeCursor(name, { commit: last.commit }) : null };
  };
}

async function findReceived(
  store: FeedbackStore,
  campaignId: string,
  { principal }: RequestContext,
): Promise<Campaign> {
  const campaign = await store.findCampaign(campaignId);
  if (campaign === undefined || !isRecipient(campaign, principal.accountId)) throw notFound();
  return campaign;
}

/** Campaigns of a subtree. Units: 1 for some 4 campaigns of the university, and 1 for each of their organisations. */
export function listCampaigns({ store, places }: { store: FeedbackStore; places: Pick<Places, "findPath"> }) {
  return async (
    { query }: RouteInput<typeof campaignsRoute>,
    { principal }: RequestContext,
  ): Promise<RouteOutput<typeof campaignsRoute>> => {
    const campaigns = await store.listCampaigns(query.state);
    const ids = [...new Set(campaigns.map(({ organizationId }) => organizationId))];
    const paths = new Map(await Promise.all(ids.map(async (id) => [id, await places.findPath(id)] as const)));
    const items = campaigns.filter(({ organizationId }) => {
      const path = paths.get(organizationId);
      return path?.includes(`/${query.organizationId}/`) && isAllowed(principal, "feedback.manage", path);
    });
    return { items };
  };
}
