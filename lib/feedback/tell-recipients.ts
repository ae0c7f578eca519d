import type { FeedbackReleased } from "../anonymous/events.ts";
import type { Fact, Outcome } from "../shared/event.ts";
import type { Campaign } from "./campaign.ts";
import type { FeedbackLeftSilent } from "./events.ts";
import type { FeedbackStore } from "./feedback-store.ts";

/** One notice for all recipients of a campaign; nothing of what anybody wrote, nothing finer than a day. */
export interface RecipientNotice {
  readonly occasion: string;
  readonly day: string;
  readonly title: string;
  readonly body: string;
  readonly organizationId: string;
  readonly accountIds: readonly string[];
}

export interface TellDependencies {
  readonly store: Pick<FeedbackStore, "findCampaign" | "saveNotice">;
  /** Puts it into their inboxes, from where it goes out by their channels. Told again, it is put there once. */
  readonly notify: (notice: RecipientNotice, fact: Fact) => Promise<Outcome>;
}

/** Tells each recipient that something new lies in an inbox, and of which day. Units: 1 read, 1 write each, and the notice. */
export function tellOfArrival({ store, notify }: TellDependencies) {
  return async (fact: Fact<typeof FeedbackReleased.data._output>): Promise<Outcome> => {
    const { campaignId, day, count } = fact.data;
    const campaign = await store.findCampaign(campaignId);
    if (campaign === undefined) return "already_done";
    for (const { accountId } of campaign.recipients) await store.saveNotice(accountId, campaignId, day);
    const title = `有新的匿名意见：${campaign.title}`;
    const body = `${day} 转交匿名意见 ${count} 条，请在“意见受理”中打开，${campaign.answerWithinDays} 日内答复。`;
    return await notify({ occasion: `arrived/${campaignId}/${day}`, day, title, body, ...toAll(campaign) }, fact);
  };
}

/** Tells them once a day of a campaign that messages were not answered in time. */
export function tellOfSilence({ store, notify }: TellDependencies) {
  return async (fact: Fact<typeof FeedbackLeftSilent.data._output>): Promise<Outcome> => {
    const { campaignId, due: day } = fact.data;
    const campaign = await store.findCampaign(campaignId);
    if (campaign === undefined) return "already_done";
    const title = `有匿名意见逾期未答复：${campaign.title}`;
    const body = `应于 ${day} 前答复的匿名意见尚未答复，已在办理公示中列为逾期。请尽快在“意见受理”中办理。`;
    return await notify({ occasion: `silent/${campaignId}/${day}`, day, title, body, ...toAll(campaign) }, fact);
  };
}

const toAll = ({ organizationId, recipients }: Campaign) => ({
  organizationId,
  accountIds: recipients.map(({ accountId }) => accountId),
});
