import { type QueryClient, useQueries, useQueryClient } from "@tanstack/react-query";
import { fromBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { openInner } from "../../../lib/feedback-protocol/envelope.ts";
import { type Message, readMessage } from "../../../lib/feedback-protocol/message.ts";
import type { Api } from "../api/client.ts";
import { useApi } from "../api/use-api.tsx";

/** `message` is null where it was not sealed to this key, or not written by the page. */
export interface OpenedMessage {
  readonly commit: string;
  readonly message: Message | null;
}

const root = "feedback-opened";

async function openDay(api: Api, privateKey: CryptoKey, { campaignId, day }: { campaignId: string; day: string }) {
  const opened: OpenedMessage[] = [];
  let cursor: string | undefined;
  do {
    const page = await api("GET /api/feedback/campaigns/{campaignId}/messages", {
      params: { campaignId },
      query: { day, limit: 20, ...(cursor !== undefined && { cursor }) },
    });
    for (const { commit, epoch, inner } of page.items) {
      const message = await openInner(fromBase64Url(inner), privateKey, { campaignId, epoch })
        .then(readMessage)
        // Sealed before this key was there, or made by no page of ours.
        .catch(() => null);
      opened.push({ commit, message });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return opened;
}

/** Messages of these days, opened in this browser; they stay in its memory only. */
export function useOpenedMessages(campaignId: string, days: readonly string[], privateKey: CryptoKey | undefined) {
  const api = useApi();
  return useQueries({
    queries: days.map((day) => ({
      queryKey: [root, campaignId, day],
      enabled: privateKey !== undefined,
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: () => (privateKey === undefined ? [] : openDay(api, privateKey, { campaignId, day })),
    })),
    combine: (results) => ({
      messages: new Map(
        results.flatMap(({ data }) => (data ?? []).map(({ commit, message }) => [commit, message] as const)),
      ),
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
}

/** What was read is forgotten when the key is locked. */
export function forgetOpened(queries: QueryClient): void {
  queries.removeQueries({ queryKey: [root] });
}

export const useForgetOpened = () => {
  const queries = useQueryClient();
  return () => forgetOpened(queries);
};
