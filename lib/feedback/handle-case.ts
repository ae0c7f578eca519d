import { chinaDay } from "../shared/clock.ts";
import { AppError, conflict, notFound, refused } from "../shared/errors.ts";
import { buildFact, type Fact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { type Campaign, caseIdOf, type FeedbackCase, isRecipient } from "./campaign.ts";
import { FeedbackAnswered, FeedbackImprovementDecided, FeedbackOpened, FeedbackResultRecorded } from "./events.ts";
import type { FeedbackStore, Outcome } from "./feedback-store.ts";
import type { Places } from "./places.ts";
import type {
  answerFeedback as answerRoute,
  improveFromFeedback as improveRoute,
  openFeedback as openRoute,
  recordFeedbackResult as resultRoute,
  sortFeedback as sortRoute,
} from "./routes.ts";

export interface HandlingDependencies {
  readonly store: FeedbackStore;
  readonly places: Pick<Places, "findPath">;
  /** Puts a sealed reply among those that the next flush publishes. */
  readonly addReply: (campaignId: string, sealed: string) => Promise<void>;
}

type Store = Pick<HandlingDependencies, "store">;
type Target = { readonly campaignId: string; readonly commit: string };

/** Units of each step: 2 reads and 2 to 5 writes. */
export function openMessage({ store }: Store) {
  return async ({ params, body }: RouteInput<typeof openRoute>, context: RequestContext): Promise<FeedbackCase> => {
    const { campaign, found } = await findHandled(store, params, context);
    await store.removeNotice(context.principal.accountId, params.campaignId, found.day);
    if (found.state !== "released") return found;
    const next = following(found, body.version, { state: "opened" });
    return await save(store, { next, facts: [factOf(FeedbackOpened, { campaign, next }, context)] }, context);
  };
}

export function sortMessage({ store }: Store) {
  return async ({ params, body }: RouteInput<typeof sortRoute>, context: RequestContext): Promise<FeedbackCase> => {
    const { campaign, found } = await findHandled(store, params, context);
    const { version, ...sorting } = body;
    if (sorting.assigneeId !== null && !isRecipient(campaign, sorting.assigneeId)) {
      throw invalid("body.assigneeId", { zh: "只能指派给受理人", en: "Only somebody who receives can handle it" });
    }
    const target = sorting.mergedInto && (await store.findCase(params.campaignId, sorting.mergedInto));
    if (sorting.mergedInto !== null && (!target || target.mergedInto !== null || target.commit === found.commit)) {
      throw invalid("body.mergedInto", { zh: "不能并入这条意见", en: "It cannot be joined with this message" });
    }
    return await save(store, { next: following(found, version, sorting), facts: [] }, context);
  };
}

export function answerMessage({ store, addReply }: Omit<HandlingDependencies, "places">) {
  return async ({ params, body }: RouteInput<typeof answerRoute>, context: RequestContext): Promise<FeedbackCase> => {
    const { campaign, found } = await findHandled(store, params, context);
    if (found.state === "released") throw openFirst();
    const next = following(found, body.version, { state: "answered" });
    // Before the state changes: an answer that is told of but not there would break the promise.
    await addReply(params.campaignId, body.sealed);
    return await save(store, { next, facts: [factOf(FeedbackAnswered, { campaign, next }, context)] }, context);
  };
}

export function decideImprovement({ store, places }: Omit<HandlingDependencies, "addReply">) {
  return async ({ params, body }: RouteInput<typeof improveRoute>, context: RequestContext): Promise<FeedbackCase> => {
    const { campaign, found } = await findHandled(store, params, context);
    if (found.state === "released") throw openFirst();
    if (found.improvement !== null) {
      throw refused("has_improvement", { zh: "这条意见已转为整改事项。", en: "It became an improvement already." });
    }
    const today = chinaDay(context.at);
    if (body.due < today) throw invalid("body.due", { zh: "不能早于今天", en: "Not before today" });
    const path = await places.findPath(body.organizationId);
    const isBelow = path?.includes(`/${campaign.scopeId}/`) || path?.includes(`/${campaign.organizationId}/`);
    if (!isBelow) throw invalid("body.organizationId", { zh: "没有这个党组织", en: "There is no such organisation" });
    const { version, ...decided } = body;
    const improvement = { ...decided, decidedOn: today, result: null, closedOn: null, isPublished: false };
    const next = following(found, version, { improvement });
    const { organizationId, due } = body;
    const fact = buildFact(FeedbackImprovementDecided, context, {
      ...about({ campaign, next }),
      data: { ...standingOf(next), caseId: caseIdOf(next), organizationId, due },
    });
    return await save(store, { next, facts: [fact] }, context);
  };
}

export function recordResult({ store }: Store) {
  return async ({ params, body }: RouteInput<typeof resultRoute>, context: RequestContext): Promise<FeedbackCase> => {
    const { campaign, found } = await findHandled(store, params, context);
    const { improvement } = found;
    if (improvement === null || improvement.closedOn !== null) {
      throw refused("no_open_improvement", { zh: "没有待办的整改事项。", en: "There is no improvement to conclude." });
    }
    const on = chinaDay(context.at);
    const { result, isPublished } = body;
    const next = following(found, body.version, { improvement: { ...improvement, result, isPublished, closedOn: on } });
    const { organizationId, measure } = improvement;
    const fact = buildFact(FeedbackResultRecorded, context, {
      ...about({ campaign, next }),
      data: { ...standingOf(next), caseId: caseIdOf(next), organizationId, on },
    });
    const outcome: Outcome | undefined = isPublished ? { measure, result, on } : undefined;
    return await save(store, { next, facts: [fact], outcome }, context);
  };
}

/** Whoever does not receive in this campaign is not told that there is such a message. */
async function findHandled(store: FeedbackStore, { campaignId, commit }: Target, { principal }: RequestContext) {
  const campaign = await store.findCampaign(campaignId);
  if (campaign === undefined || !isRecipient(campaign, principal.accountId)) throw notFound();
  const found = await store.findCase(campaignId, commit);
  if (found === undefined) throw notFound();
  return { campaign, found };
}

function following(found: FeedbackCase, version: number, change: Partial<FeedbackCase>): FeedbackCase {
  if (found.version !== version) throw conflict(found.version);
  return { ...found, ...change, version: found.version + 1 };
}

interface Step {
  readonly campaign: Campaign;
  readonly next: FeedbackCase;
}

const standingOf = ({ campaignId, commit, version }: FeedbackCase) => ({ campaignId, commit, version });

const about = ({ campaign, next }: Step) => ({
  subject: { kind: "feedback", id: caseIdOf(next) },
  occasion: next.version,
  organizationId: campaign.organizationId,
});

function factOf(
  definition: typeof FeedbackOpened | typeof FeedbackAnswered,
  step: Step,
  context: RequestContext,
): Fact {
  return buildFact(definition, context, { ...about(step), data: standingOf(step.next) });
}

async function save(
  store: FeedbackStore,
  { next, facts, outcome }: { next: FeedbackCase; facts: readonly Fact[]; outcome?: Outcome | undefined },
  { receipt }: RequestContext,
): Promise<FeedbackCase> {
  const isDone = await store.saveCase(next, { facts, receipt, answer: next }, outcome);
  if (!isDone) throw conflict((await store.findCase(next.campaignId, next.commit))?.version ?? next.version);
  return next;
}

const openFirst = () => refused("not_opened", { zh: "请先阅读这条意见。", en: "Open the message first." });

function invalid(field: string, reason: { zh: string; en: string }): AppError {
  return new AppError("validation_failed", { errors: [{ field, reason }] });
}
