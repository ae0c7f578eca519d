import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { RequestOf, ResponseOf, RouteKey } from "../api/contract.ts";
import { isLostRace } from "../api/describe-error.ts";
import { useAction, useApi } from "../api/use-api.tsx";
import { useCurrentPerson } from "../me/me-context.ts";
import { purseStore } from "./token-purse.ts";

export type MyFeedback = ResponseOf<"GET /api/me/feedback">;
export type Campaign = MyFeedback["received"][number]["campaign"];
export type FeedbackCase = ResponseOf<"GET /api/feedback/campaigns/{campaignId}/cases">["items"][number];
export type CampaignDraft = RequestOf<"POST /api/feedback/campaigns">["body"];
export type RecipientKey = NonNullable<ResponseOf<"GET /api/me/feedback-key">["key"]>;

const root = "feedback";

export function useMyFeedback() {
  const api = useApi();
  return useQuery({
    queryKey: [root, "mine"],
    queryFn: ({ signal }) => api("GET /api/me/feedback", { signal }),
  });
}

/** The tokens of this week; the same work whether it is done in the background or on the page. */
export function useTokens() {
  const api = useApi();
  const { accountId } = useCurrentPerson();
  const queries = useQueryClient();
  return useQuery({
    queryKey: [root, "tokens", accountId],
    staleTime: 600_000,
    queryFn: async () => {
      const mine = await queries.fetchQuery({
        queryKey: [root, "mine"],
        queryFn: ({ signal }) => api("GET /api/me/feedback", { signal }),
      });
      if (mine.writable.length === 0) return { origin: mine.origin, collected: [] };
      // The blind signatures weigh more than the rest of the page.
      const { collectTokens } = await import("./collect-tokens.ts");
      const purses = purseStore(window.localStorage, accountId);
      const collected = await collectTokens({ api, fetch: window.fetch.bind(window), purses }, mine);
      return { origin: mine.origin, collected };
    },
  });
}

export function useRecipientKey() {
  const api = useApi();
  return useQuery({
    queryKey: [root, "key"],
    queryFn: ({ signal }) => api("GET /api/me/feedback-key", { signal }),
  });
}

export function useKeyChange(onDone: () => void) {
  const queries = useQueryClient();
  return useAction("PUT /api/me/feedback-key", (answer) => {
    queries.setQueryData([root, "key"], answer);
    onDone();
  });
}

export function useCampaigns(organizationId: string | undefined, state: "open" | "closed") {
  const api = useApi();
  return useQuery({
    queryKey: [root, "campaigns", organizationId, state],
    enabled: organizationId !== undefined,
    queryFn: ({ signal }) =>
      api("GET /api/feedback/campaigns", { query: { organizationId: organizationId ?? "", state }, signal }),
  });
}

type CampaignChange =
  | "POST /api/feedback/campaigns"
  | "POST /api/feedback/campaigns/{campaignId}/recipients"
  | "POST /api/feedback/campaigns/{campaignId}/close"
  | "POST /api/feedback/campaigns/{campaignId}/results";

export function useCampaignChange<Key extends CampaignChange>(key: Key, onDone: (campaign: ResponseOf<Key>) => void) {
  const queries = useQueryClient();
  return useAction(key, (campaign) => {
    queries.invalidateQueries({ queryKey: [root, "campaigns"] });
    queries.invalidateQueries({ queryKey: [root, "mine"] });
    onDone(campaign);
  });
}

/** All cases of a campaign, page by page; some thousand at most. */
export function useCases(campaignId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [root, "cases", campaignId],
    queryFn: async ({ signal }) => {
      const all: FeedbackCase[] = [];
      let cursor: string | undefined;
      do {
        const page = await api("GET /api/feedback/campaigns/{campaignId}/cases", {
          params: { campaignId },
          query: { limit: 200, ...(cursor !== undefined && { cursor }) },
          signal,
        });
        all.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return all;
    },
  });
}

type CaseStep = Extract<RouteKey, `POST /api/feedback/campaigns/{campaignId}/messages/{commit}/${string}`>;

/** A step in the handling of a message; its answer is in the list at once, and what somebody else did meanwhile is read. */
export function useCaseStep<Key extends CaseStep>(key: Key, onDone: (one: FeedbackCase) => void) {
  const queries = useQueryClient();
  const step = useAction(key, (answer) => {
    const one: FeedbackCase = answer;
    queries.setQueryData<FeedbackCase[]>([root, "cases", one.campaignId], (former) =>
      former?.map((other) => (other.commit === one.commit ? one : other)),
    );
    queries.invalidateQueries({ queryKey: [root, "mine"] });
    onDone(one);
  });
  const { error } = step;
  useEffect(() => {
    if (isLostRace(error)) queries.invalidateQueries({ queryKey: [root, "cases"] });
  }, [error, queries]);
  return step;
}
