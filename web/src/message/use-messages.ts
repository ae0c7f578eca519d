import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { RequestOf, ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";

export type InboxLine = ResponseOf<"GET /api/my-messages">["items"][number];
export type OpenedMessage = ResponseOf<"GET /api/messages/{messageId}">;
export type SentMessage = ResponseOf<"GET /api/organizations/{organizationId}/messages">["items"][number];
export type MessageKind = InboxLine["kind"];

const root = "messages";

export interface InboxFilter {
  readonly show: "all" | "unread" | "to_confirm";
  readonly kind: MessageKind | undefined;
  readonly q: string;
}

export function useInbox({ show, kind, q }: InboxFilter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [root, "inbox", show, kind, q],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/my-messages", {
        query: { show, kind, ...(q !== "" && { q }), ...(pageParam !== "" && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

const lookEveryMs = 60_000;

/** Each look is a request and its reads, for everybody who has a page open; coming back to the page looks at once. */
const badgeEveryMs = 180_000;

/** The badge: looked at every three minutes while the page is in sight. */
export function useUnread() {
  const api = useApi();
  return useQuery({
    queryKey: [root, "unread"],
    queryFn: ({ signal }) => api("GET /api/my-messages/unread", { signal }),
    refetchInterval: badgeEveryMs,
  });
}

export function useMessage(messageId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [root, "one", messageId],
    queryFn: ({ signal }) => api("GET /api/messages/{messageId}", { params: { messageId }, signal }),
  });
}

/** Marks, lists and the badge follow from each other. */
export function useStaleness() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: [root] });
}

export function useReading(onDone: () => void) {
  const refresh = useStaleness();
  const read = useAction("POST /api/messages/{messageId}/read", refresh);
  const confirm = useAction("POST /api/messages/{messageId}/confirm", () => {
    refresh();
    onDone();
  });
  return { read, confirm };
}

export function useMarkAll(onDone: () => void) {
  const refresh = useStaleness();
  return useAction("POST /api/my-messages/read-all", () => {
    refresh();
    onDone();
  });
}

export type Draft = RequestOf<"POST /api/organizations/{organizationId}/messages">["body"];
export type Audience = Draft["audience"];

export function usePosting(onDone: (sent: SentMessage) => void) {
  const refresh = useStaleness();
  return useAction("POST /api/organizations/{organizationId}/messages", (sent) => {
    refresh();
    onDone(sent);
  });
}

/** How many people an audience reaches; asked anew with every change of it. */
export function usePreview(organizationId: string | undefined, audience: Audience) {
  const api = useApi();
  const isNobody = audience.targets.length === 0 && (audience.personIds ?? []).length === 0;
  return useQuery({
    queryKey: [root, "preview", organizationId, audience],
    queryFn: ({ signal }) =>
      api("POST /api/organizations/{organizationId}/audience-preview", {
        params: { organizationId: organizationId ?? "" },
        body: { audience },
        signal,
      }),
    enabled: organizationId !== undefined && !isNobody,
    placeholderData: (former) => former,
  });
}

export function useSaved(organizationId: string | undefined) {
  const api = useApi();
  const queries = useQueryClient();
  const key = [root, "saved", organizationId];
  const refresh = () => void queries.invalidateQueries({ queryKey: key });
  const list = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (
        await api("GET /api/organizations/{organizationId}/saved-audiences", {
          params: { organizationId: organizationId ?? "" },
          signal,
        })
      ).items,
    enabled: organizationId !== undefined,
  });
  const save = useAction("POST /api/organizations/{organizationId}/saved-audiences", refresh);
  const remove = useAction("DELETE /api/organizations/{organizationId}/saved-audiences/{savedId}", refresh);
  return { list, save, remove };
}

export function useSent(organizationId: string | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [root, "sent", organizationId],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/organizations/{organizationId}/messages", {
        params: { organizationId: organizationId ?? "" },
        query: pageParam === "" ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: organizationId !== undefined,
  });
}

export function useAmending(onDone: (step: "correct" | "recall") => void) {
  const refresh = useStaleness();
  const finish = (step: "correct" | "recall") => () => {
    refresh();
    onDone(step);
  };
  const correct = useAction("POST /api/organizations/{organizationId}/messages/{messageId}/correct", finish("correct"));
  const recall = useAction("POST /api/organizations/{organizationId}/messages/{messageId}/recall", finish("recall"));
  return { correct, recall };
}

export function useReceipts(organizationId: string, messageId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [root, "receipts", messageId, organizationId],
    queryFn: ({ signal }) =>
      api("GET /api/organizations/{organizationId}/message-receipts/{messageId}", {
        params: { organizationId, messageId },
        signal,
      }),
    refetchInterval: lookEveryMs,
  });
}

export function useReceiptNames(organizationId: string, messageId: string, isAllowed: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: [root, "receipts", messageId, organizationId, "people"],
    queryFn: async ({ signal }) =>
      (
        await api("GET /api/organizations/{organizationId}/message-receipts/{messageId}/people", {
          params: { organizationId, messageId },
          signal,
        })
      ).items,
    enabled: isAllowed,
  });
}

export function useNudge(onDone: (reminded: number) => void) {
  const refresh = useStaleness();
  return useAction("POST /api/organizations/{organizationId}/message-receipts/{messageId}/nudge", ({ reminded }) => {
    refresh();
    onDone(reminded);
  });
}
