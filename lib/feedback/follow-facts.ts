import type { FeedbackReleased } from "../anonymous/events.ts";
import { addedDays } from "../feedback-protocol/epoch.ts";
import { chinaDay } from "../shared/clock.ts";
import type { Fact, Outcome } from "../shared/event.ts";
import type { appendToLedger, LedgerLine } from "./append-to-ledger.ts";
import { type Campaign, type FeedbackCase, isRecipient } from "./campaign.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import type { keepKeys } from "./keep-keys.ts";
import type { publishLedger } from "./publish-ledger.ts";

export interface FollowDependencies {
  readonly store: FeedbackStore;
  readonly append: ReturnType<typeof appendToLedger>;
  readonly keep: ReturnType<typeof keepKeys>;
  /** The public numbers of the messages that were handed on, on a day. */
  readonly listCommits: (campaignId: string, day: string) => Promise<readonly string[]>;
  readonly publishLedger: ReturnType<typeof publishLedger>;
}

type Released = Fact<typeof FeedbackReleased.data._output>;

/** Messages have arrived: each becomes a case with its day, and the public chain says how many. */
export function followRelease({ store, append, listCommits, publishLedger }: FollowDependencies) {
  return async (fact: Released): Promise<Outcome> => {
    const { campaignId, day, count, commits, weeks } = fact.data;
    const campaign = await store.findCampaign(campaignId);
    if (campaign === undefined) return "already_done";
    for (const commit of await listCommits(campaignId, day)) await store.insertCase(newCase(campaign, { commit, day }));
    const ofWeeks = Object.fromEntries(Object.entries(weeks).map(([epoch, of]) => [`spent ${epoch}`, of]));
    const line: LedgerLine = { kind: "accepted", day, ref: null, data: { count, commits, ...ofWeeks } };
    const outcome = await append(campaignId, line, fact.id);
    await publishLedger(campaignId);
    return outcome;
  };
}

function newCase(campaign: Campaign, { commit, day }: { commit: string; day: string }): FeedbackCase {
  return {
    campaignId: campaign.campaignId,
    commit,
    day,
    state: "released",
    answerBy: addedDays(day, campaign.answerWithinDays),
    category: null,
    assigneeId: null,
    mergedInto: null,
    improvement: null,
    isSilent: false,
    version: 1,
  };
}

/** Whatever changes what writers have to know of a campaign: its keys and files are brought up to date. */
export function followCampaign({ store, keep, append, publishLedger }: FollowDependencies) {
  return async (fact: Fact, line: Pick<LedgerLine, "kind" | "data">): Promise<Outcome> => {
    const campaignId = fact.subject.id;
    const campaign = await store.findCampaign(campaignId);
    if (campaign === undefined) return "already_done";
    const outcome = await append(campaignId, { ...line, day: chinaDay(new Date(fact.at)), ref: null }, fact.id);
    if (campaign.state === "open") await keep(campaign, chinaDay(new Date(fact.at)));
    await publishLedger(campaignId);
    return outcome;
  };
}

/** A recipient has a new key: writers of every open campaign that names this account have to seal to it from now on. */
export function followRecipientKey({
  store,
  keep,
  publishLedger,
}: Pick<FollowDependencies, "store" | "keep" | "publishLedger">) {
  return async ({ subject, at }: Fact): Promise<Outcome> => {
    const campaigns = (await store.listCampaigns("open")).filter((campaign) => isRecipient(campaign, subject.id));
    for (const campaign of campaigns) {
      await keep(campaign, chinaDay(new Date(at)));
      await publishLedger(campaign.campaignId);
    }
    return campaigns.length === 0 ? "already_done" : "done";
  };
}

/** A step in the handling of one message. */
export function followCase({ append, publishLedger }: Pick<FollowDependencies, "append" | "publishLedger">) {
  return async (
    fact: Fact<{ campaignId: string; commit: string }>,
    line: Pick<LedgerLine, "kind" | "data">,
  ): Promise<Outcome> => {
    const { campaignId, commit } = fact.data;
    const outcome = await append(campaignId, { ...line, day: chinaDay(new Date(fact.at)), ref: commit }, fact.id);
    await publishLedger(campaignId);
    return outcome;
  };
}
