import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";

export type Delivery = ResponseOf<"GET /api/organizations/{organizationId}/messages/{messageId}/delivery">;
export type Preferences = ResponseOf<"GET /api/my-message-preferences">;

const livelyMs = 3_000;

/** How far a message got outside of the application; looked at often while it is under way. */
export function useDelivery(organizationId: string, messageId: string) {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ["messages", "delivery", messageId, organizationId];
  const params = { organizationId, messageId };
  const refresh = () => void queries.invalidateQueries({ queryKey });
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      api("GET /api/organizations/{organizationId}/messages/{messageId}/delivery", { params, signal }),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isUnderWay(data) ? livelyMs : false),
  });
  const pause = useAction("POST /api/organizations/{organizationId}/messages/{messageId}/delivery/pause", refresh);
  const resume = useAction("POST /api/organizations/{organizationId}/messages/{messageId}/delivery/resume", refresh);
  return {
    ...query,
    pause: () => pause.mutate({ params, body: {} }),
    resume: () => resume.mutate({ params, body: {} }),
    isSteering: pause.isPending || resume.isPending,
    problem: pause.error ?? resume.error,
  };
}

export function isUnderWay({ state, channels }: Delivery): boolean {
  return state === "waiting" || state === "running" || channels.some(({ waiting }) => waiting > 0);
}

type Failures = Delivery["channels"][number]["failed"];

/** What somebody can do something about, unlike those who have no address or want nothing. */
export function problemsOf({ failed }: { readonly failed: Failures }): Partial<Failures> {
  const { rejected, bounced, undelivered, uncertain } = failed;
  return { rejected, bounced, undelivered, uncertain };
}

/** Of all channels together. */
export function sumOf(channels: Delivery["channels"]) {
  const add = (count: (channel: Delivery["channels"][number]) => number) =>
    channels.reduce((sum, channel) => sum + count(channel), 0);
  return {
    sent: add(({ sent }) => sent),
    delivered: add(({ delivered }) => delivered),
    waiting: add(({ waiting }) => waiting),
    failed: add((channel) => Object.values(problemsOf(channel)).reduce((sum, count) => sum + count, 0)),
    /** By which nothing more is sent until somebody corrects them. */
    dead: add(({ failed }) => failed.bounced),
  };
}

export function usePreferences(onSaved: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ["messages", "preferences"];
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api("GET /api/my-message-preferences", { signal }) });
  const save = useAction("PUT /api/my-message-preferences", (saved) => {
    queries.setQueryData(queryKey, saved);
    onSaved();
  });
  return { ...query, save };
}
