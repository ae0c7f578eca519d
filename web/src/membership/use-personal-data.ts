import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ErasureReason } from "../../../lib/membership/erasure-reasons.ts";
import type { ResponseOf } from "../api/contract.ts";
import { saveFile } from "../api/save-file.ts";
import { useAction, useApi } from "../api/use-api.tsx";
import { useFreshLogin } from "../auth/use-fresh-login.ts";
import { useResumed } from "../auth/use-resumed.ts";
import { todayOnCampus } from "../terms/dates.ts";
import { useTermsOf } from "../terms/language.tsx";
import { personalDataTerms } from "../terms/personal-data.ts";
import type { Person } from "./person-fields.ts";

export type WaitingErasure = ResponseOf<"GET /api/erasures">["items"][number];

const root = "erasures";

/** Makes a copy of everything about somebody as a file; after a fresh login by itself. Nothing of it is kept. */
export function useHandOut({ personId, fields }: Person, onDone: () => void) {
  const api = useApi();
  const texts = useTermsOf(personalDataTerms);
  const freshLogin = useFreshLogin<true>(`hand-out/${personId}`);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => api("POST /api/people/{personId}/personal-data", { params: { personId } }),
    networkMode: "always",
    gcTime: 0,
    onSuccess: (copy) => {
      const content = new Blob([JSON.stringify(copy, null, 2)], { type: "application/json" });
      saveFile(content, texts.copyFile(fields.name ?? personId, todayOnCampus()));
      onDone();
    },
  });
  const handOut = () => mutate();
  useResumed(freshLogin.resumed, handOut);
  return { handOut, error, isPending, confirm: () => freshLogin.confirm(true) };
}

/** The deletion that waits for its day, if there is one. */
export function useErasure(personId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [root, "one", personId],
    queryFn: ({ signal }) => api("GET /api/people/{personId}/erasure", { params: { personId }, signal }),
  });
}

function useStaleErasures() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [root] });
}

/** Belongs to the page: the form opens by itself when somebody comes back from the login, and only then. */
export function useErasureLogin(personId: string) {
  const { confirm, resumed: first } = useFreshLogin<ErasureReason>(`request-erasure/${personId}`);
  const [resumed, setResumed] = useState(first);
  return { confirm, resumed, forget: () => setResumed(undefined) };
}

/** Asks for the deletion of somebody; `resumed` is the reason as it was chosen before a fresh login. */
export function useErasureRequest(
  { personId, version = 0 }: Person,
  resumed: ErasureReason | undefined,
  onDone: (dueOn: string) => void,
) {
  const refresh = useStaleErasures();
  const { mutate, error, isPending } = useAction("POST /api/people/{personId}/erasure", ({ dueOn }) => {
    refresh();
    onDone(dueOn);
  });
  const send = (reason: ErasureReason) => mutate({ params: { personId }, body: { version, reason } });
  useResumed(resumed, send);
  return { send, error, isPending };
}

export function useErasureStop(personId: string, onDone: () => void) {
  const refresh = useStaleErasures();
  const { mutate, error, isPending } = useAction("POST /api/people/{personId}/erasure/cancel", () => {
    refresh();
    onDone();
  });
  return { stop: () => mutate({ params: { personId }, body: {} }), error, isPending };
}

/** The deletions that wait, the earliest due first. */
export function useWaitingErasures() {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: [root, "list"],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/erasures", { query: pageParam === undefined ? {} : { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return { ...query, erasures: query.data?.pages.flatMap(({ items }) => items) };
}
