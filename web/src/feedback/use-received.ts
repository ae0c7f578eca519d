import { useMemo } from "react";
import { daysOf, joinedTo } from "./describe-case.ts";
import { useOpenedMessages } from "./open-messages.ts";
import { useUnlockedKey } from "./unlocked-key.ts";
import { type Campaign, useCases, useMyFeedback } from "./use-feedback.ts";

/** A campaign that names the person as a recipient; null when none of theirs has this id. */
export function useReceivedCampaign(campaignId: string | undefined) {
  const { data, isError, error, refetch } = useMyFeedback();
  const campaign = data && (data.received.find((one) => one.campaign.campaignId === campaignId)?.campaign ?? null);
  return { campaign, error: isError && !data ? error : null, refetch };
}

/** The cases of a campaign, with one of them and what is opened for it. */
export function useReceivedCases({ campaignId }: Campaign, commit: string | undefined) {
  const privateKey = useUnlockedKey();
  const { data: cases, error, refetch } = useCases(campaignId);
  const current = cases?.find((one) => one.commit === commit);
  // Of the message that is read, and those joined with it: a campaign may hold thousands.
  const days = useMemo(
    () => (current === undefined ? [] : daysOf([current, ...joinedTo(current, cases ?? [])])),
    [current, cases],
  );
  const opened = useOpenedMessages(campaignId, days, privateKey);
  return { cases, current, opened, isLocked: privateKey === undefined, error, refetch };
}
