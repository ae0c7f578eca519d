import { isAllowed } from "../shared/access.ts";
import { conflict, notFound, refused } from "../shared/errors.ts";
import { buildFact, type EventDefinition } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { Campaign } from "./campaign.ts";
import { FeedbackCampaignClosed, FeedbackRecipientsChanged } from "./events.ts";
import { type CampaignDependencies, checkRecipients, subjectOf } from "./open-campaign.ts";
import type { closeFeedbackCampaign as closeRoute, changeFeedbackRecipients as recipientsRoute } from "./routes.ts";

type Change = typeof FeedbackRecipientsChanged | typeof FeedbackCampaignClosed;

/** Replaces recipients; messages written before stay readable by those for whom they were sealed. Units: 4 reads, 4 writes. */
export function changeRecipients(dependencies: CampaignDependencies) {
  return async ({ params, body }: RouteInput<typeof recipientsRoute>, context: RequestContext): Promise<Campaign> => {
    const campaign = await findManaged(dependencies, params.campaignId, context);
    const next = { ...campaign, recipients: body.recipients };
    await checkRecipients(dependencies.store, next);
    return await save(dependencies, { campaign, next, definition: FeedbackRecipientsChanged }, body.version, context);
  };
}

/** Nobody writes to it any more; what was written is handled to its end. Units: 2 reads, 4 writes. */
export function closeCampaign(dependencies: CampaignDependencies) {
  return async ({ params, body }: RouteInput<typeof closeRoute>, context: RequestContext): Promise<Campaign> => {
    const campaign = await findManaged(dependencies, params.campaignId, context);
    const next: Campaign = { ...campaign, state: "closed" };
    return await save(dependencies, { campaign, next, definition: FeedbackCampaignClosed }, body.version, context);
  };
}

async function findManaged(
  { store, places }: CampaignDependencies,
  campaignId: string,
  { principal }: RequestContext,
): Promise<Campaign> {
  const campaign = await store.findCampaign(campaignId);
  const path = campaign && (await places.findPath(campaign.organizationId));
  if (campaign === undefined || path === undefined || !isAllowed(principal, "feedback.manage", path)) throw notFound();
  return campaign;
}

async function save(
  { store }: CampaignDependencies,
  { campaign, next, definition }: { campaign: Campaign; next: Campaign; definition: Change & EventDefinition },
  version: number,
  context: RequestContext,
): Promise<Campaign> {
  if (campaign.version !== version) throw conflict(campaign.version);
  if (campaign.state === "closed") {
    throw refused("campaign_closed", { zh: "征集已结束。", en: "The campaign is closed." });
  }
  const changed = { ...next, version: campaign.version + 1 };
  const { campaignId } = campaign;
  const answer = Campaign.parse(changed);
  const fact = buildFact(definition, context, {
    ...subjectOf(changed),
    data: { campaignId, version: changed.version },
  });
  const isDone = await store.saveCampaign(changed, { facts: [fact], receipt: context.receipt, answer });
  if (!isDone) throw conflict(campaign.version);
  return answer;
}
