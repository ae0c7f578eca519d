import type { Manifest } from "../feedback-protocol/manifest.ts";
import { bodyBytes } from "../feedback-protocol/sizes.ts";
import { suiteName } from "../feedback-protocol/suite.ts";
import type { Campaign } from "./campaign.ts";
import type { CampaignWeek } from "./feedback-store.ts";

/** Recipient keys by account, in the order in which the campaign names them. */
export type PublicKeys = ReadonlyMap<string, string>;

/** The same for everybody who may write; accounts of recipients stay out of it. */
export function manifestOf(campaign: Campaign, week: Omit<CampaignWeek, "digest">, keys: PublicKeys): Manifest {
  return {
    suite: suiteName,
    campaignId: campaign.campaignId,
    epoch: week.epoch,
    opensOn: campaign.opensOn,
    closesOn: campaign.closesOn,
    acceptUntil: week.acceptUntil,
    tokensPerPerson: campaign.tokensPerPerson,
    issuerKey: week.issuerKey,
    keyId: week.keyId,
    mixerKey: week.mixerKey,
    recipients: campaign.recipients.flatMap(({ accountId, roleLabel }, index) => {
      const publicKey = keys.get(accountId);
      return publicKey === undefined ? [] : [{ rid: `r${index + 1}`, publicKey, roleLabel }];
    }),
    bodyBytes,
    title: campaign.title,
    introduction: campaign.introduction,
    about: campaign.aboutLabel,
    scopeName: campaign.scopeName,
    eligible: campaign.eligible,
    questions: campaign.questions,
  };
}
