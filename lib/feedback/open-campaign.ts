import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { Text } from "../shared/text.ts";
import { Campaign, type CampaignDraft, isSubject } from "./campaign.ts";
import { FeedbackCampaignOpened } from "./events.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import type { Places } from "./places.ts";
import type { openFeedbackCampaign as openRoute } from "./routes.ts";
import { fewestWriters } from "./thresholds.ts";
import { widenScope } from "./widen-scope.ts";

export interface CampaignDependencies {
  readonly store: FeedbackStore;
  readonly places: Places;
}

/** Opens a campaign for the people of a subtree. Units: 2 reads, 1 for each recipient and level; 4 to 8 writes. */
export function openCampaign({ store, places, newId }: CampaignDependencies & { readonly newId: NewId }) {
  return async ({ body }: RouteInput<typeof openRoute>, context: RequestContext): Promise<Campaign> => {
    refuseDays(body, chinaDay(context.at));
    await checkRecipients(store, body);
    const path = await places.findPath(body.organizationId);
    if (path === undefined) throw notFound();
    const { scopeId, eligible } = await widenScope(body.organizationId, path, places.countPeople);
    if (eligible < fewestWriters) throw tooFew();
    const campaign: Campaign = {
      ...body,
      campaignId: `fbc-${newId()}`,
      scopeId,
      scopeName: (await places.findName(scopeId)) ?? scopeId,
      eligible,
      state: "open",
      version: 1,
    };
    const answer = Campaign.parse(campaign);
    const fact = buildFact(FeedbackCampaignOpened, context, {
      ...subjectOf(campaign),
      data: { campaignId: campaign.campaignId, version: 1, scopeId, eligible },
    });
    const result = await store.insertCampaign(campaign, { facts: [fact], receipt: context.receipt, answer });
    if (result === "has_standing_box") {
      throw refused("has_standing_box", {
        zh: "本组织已有常设意见箱。",
        en: "The organisation has a standing box already.",
      });
    }
    return answer;
  };
}

export const subjectOf = ({ campaignId, version, organizationId }: Campaign) => ({
  subject: { kind: "feedback_campaign", id: campaignId },
  occasion: version,
  organizationId,
});

/** Two different people with keys at least, and never the person whom it is about. Units: 1 read for each. */
export async function checkRecipients(
  store: Pick<FeedbackStore, "findRecipientKey">,
  campaign: Pick<CampaignDraft, "about" | "recipients">,
): Promise<void> {
  const accounts = campaign.recipients.map(({ accountId }) => accountId);
  if (new Set(accounts).size !== accounts.length) {
    throw invalid("body.recipients", { zh: "受理人重复", en: "Somebody is named twice" });
  }
  if (accounts.some((accountId) => isSubject(campaign, accountId))) {
    throw refused("subject_is_recipient", {
      zh: "意见所涉及的本人不能担任受理人。",
      en: "The person whom it is about cannot receive the messages.",
    });
  }
  const found = await Promise.all(accounts.map((accountId) => store.findRecipientKey(accountId)));
  if (found.some((key) => key === undefined)) {
    throw refused("recipient_without_key", {
      zh: "有受理人还没有建立受理密钥，请其先在“意见受理”中建立。",
      en: "A recipient has no key yet; ask them to make one first.",
    });
  }
}

function refuseDays({ opensOn, closesOn, kind }: CampaignDraft, today: string): void {
  if (closesOn !== null && (closesOn < opensOn || closesOn < today)) {
    throw invalid("body.closesOn", { zh: "结束日期不能早于开始日期和今天", en: "Not before its beginning or today" });
  }
  if (kind === "round" && closesOn === null) {
    throw invalid("body.closesOn", { zh: "定期征集须有结束日期", en: "A round ends on a day" });
  }
}

function tooFew(): AppError {
  return refused("too_few_writers", {
    zh: `可以提意见的人不足${fewestWriters}人，无法保证匿名，请由上级组织开展。`,
    en: `Fewer than ${fewestWriters} people could write: nobody among them would be anonymous. Let the superior ask.`,
  });
}

function invalid(field: string, reason: Text): AppError {
  return new AppError("validation_failed", { errors: [{ field, reason }] });
}
