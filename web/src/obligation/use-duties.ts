import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";

export type MyDuty = ResponseOf<"GET /api/my-duties">["items"][number];
export type Duty = ResponseOf<"GET /api/organizations/{organizationId}/duties/{dutyId}">;

const root = "duties";

/** What the person has to see to, the most pressing first. */
export function useMyDuties() {
  const api = useApi();
  return useQuery({
    queryKey: [root, "mine"],
    queryFn: async ({ signal }) => (await api("GET /api/my-duties", { signal })).items,
  });
}

/** Which duties of an organisation are listed: those left to do, or all of a year. */
export type DutyView = { readonly state: "unfinished" } | { readonly state: "all"; readonly year: number };

export function useOrganizationDuties(organizationId: string, view: DutyView) {
  const api = useApi();
  return useQuery({
    queryKey: [root, "of", organizationId, view],
    queryFn: async ({ signal }) =>
      (await api("GET /api/organizations/{organizationId}/duties", { params: { organizationId }, query: view, signal }))
        .items,
  });
}

export type DutyStep = "submit" | "accept" | "giveBack" | "waive" | "talk";

/** What is done about a duty; each takes a text, which acceptance does not need. */
export function useDutySteps(onDone: (step: DutyStep) => void) {
  const refresh = useStaleness();
  const finish = (step: DutyStep) => () => {
    refresh();
    onDone(step);
  };
  const submit = useAction("POST /api/organizations/{organizationId}/tasks/{dutyId}/submit", finish("submit"));
  const accept = useAction("POST /api/organizations/{organizationId}/tasks/{dutyId}/decide", finish("accept"));
  const giveBack = useAction("POST /api/organizations/{organizationId}/tasks/{dutyId}/decide", finish("giveBack"));
  const waive = useAction("POST /api/organizations/{organizationId}/duties/{dutyId}/waive", finish("waive"));
  const talk = useAction("POST /api/organizations/{organizationId}/duties/{dutyId}/talk", finish("talk"));
  const all = { submit, accept, giveBack, waive, talk };
  return {
    take(step: DutyStep, { organizationId, dutyId, version }: Duty, text = "") {
      const params = { organizationId, dutyId };
      if (step === "submit")
        submit.mutate({ params, body: { evidence: [{ kind: "note", value: text.trim() }], version } });
      if (step === "accept") accept.mutate({ params, body: { decision: "accepted", version } });
      if (step === "giveBack") giveBack.mutate({ params, body: { decision: "returned", reason: text, version } });
      if (step === "waive") waive.mutate({ params, body: { reason: text, version } });
      if (step === "talk") talk.mutate({ params, body: { note: text, version } });
    },
    isPending: Object.values(all).some((action) => action.isPending),
    error: Object.values(all).find((action) => action.error !== null)?.error ?? null,
    reset() {
      for (const action of Object.values(all)) action.reset();
    },
  };
}

export function useTaskAssignment(onDone: () => void) {
  const refresh = useStaleness();
  return useAction("POST /api/organizations/{organizationId}/tasks", () => {
    refresh();
    onDone();
  });
}

/** Every list, grid and figure follows from the duties. */
function useStaleness() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: [root] });
}
