import { epochOf } from "../feedback-protocol/epoch.ts";
import type { Manifest } from "../feedback-protocol/manifest.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, conflict } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { type Campaign, isOpenOn, isRecipient, type RecipientKey } from "./campaign.ts";
import { FeedbackRecipientKeyChanged } from "./events.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import { findPublicKeys } from "./keep-keys.ts";
import { manifestOf } from "./manifest-of.ts";
import type { Places } from "./places.ts";
import type { getMyFeedback as mineRoute, putFeedbackKey as putRoute } from "./routes.ts";

export interface MineDependencies {
  readonly store: FeedbackStore;
  readonly places: Pick<Places, "findPath" | "findHomeOf">;
  /** Of the writer's page. */
  readonly origin: string;
}

/**
 * Where somebody may write this week, and what they receive. Asked for in the background after every login, by everybody
 * alike. Units: 3 reads, 1 for some 4 campaigns, and 3 for each in which one may write.
 */
export function getMyFeedback({ store, places, origin }: MineDependencies) {
  return async (_: unknown, { at, principal }: RequestContext): Promise<RouteOutput<typeof mineRoute>> => {
    const day = chinaDay(at);
    const { accountId } = principal;
    const [open, closed, home, notices] = await Promise.all([
      store.listCampaigns("open"),
      store.listCampaigns("closed"),
      places.findHomeOf(accountId),
      store.listNotices(accountId),
    ]);
    const path = home && (await places.findPath(home));
    const mine = open.filter((one) => isOpenOn(one, day) && path?.includes(`/${one.scopeId}/`));
    const manifests = await Promise.all(mine.map((one) => findManifest(store, one, day)));
    const received = [...open, ...closed].filter((one) => isRecipient(one, accountId));
    return {
      origin,
      writable: manifests.filter((one) => one !== undefined).map((one) => ({ ...one, ...listsOf(one) })),
      received: received.map((campaign) => ({
        campaign,
        newDays: notices.filter(({ campaignId }) => campaignId === campaign.campaignId).map((notice) => notice.day),
      })),
    };
  };
}

/** Answers go out as lists that may be changed. */
const listsOf = ({ recipients, questions }: Manifest) => ({
  recipients: [...recipients],
  questions: questions.map((question) => ({ ...question, options: [...question.options] })),
});

async function findManifest(store: FeedbackStore, campaign: Campaign, day: string): Promise<Manifest | undefined> {
  const week = await store.findWeek(campaign.campaignId, epochOf(day));
  // Not told of before its digest stands in the public chain.
  if (week === undefined || week.digest === "") return undefined;
  return manifestOf(campaign, week, await findPublicKeys(store, campaign));
}

/** Units: 1 read. */
export function getRecipientKey({ store }: Pick<MineDependencies, "store">) {
  return async (_: unknown, { principal }: RequestContext): Promise<{ key: RecipientKey | null }> => ({
    key: (await store.findRecipientKey(principal.accountId)) ?? null,
  });
}

/** Keeps what the browser made; the first has version 1, each next one more. Units: 1 read, 2 to 5 writes. */
export function putRecipientKey({ store }: Pick<MineDependencies, "store">) {
  return async ({ body }: RouteInput<typeof putRoute>, context: RequestContext): Promise<{ key: RecipientKey }> => {
    const { accountId } = context.principal;
    const fact = buildFact(FeedbackRecipientKeyChanged, context, {
      subject: { kind: "account", id: accountId },
      occasion: body.version,
      organizationId: null,
      data: { version: body.version },
    });
    const answer = { key: body };
    const consequences = { facts: [fact], receipt: context.receipt, answer };
    if (await store.saveRecipientKey(accountId, body, consequences)) return answer;
    const stored = await store.findRecipientKey(accountId);
    if (stored !== undefined) throw conflict(stored.version);
    throw new AppError("validation_failed", {
      errors: [{ field: "body.version", reason: { zh: "首次建立应为1", en: "The first one is 1" } }],
    });
  };
}
