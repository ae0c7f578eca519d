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

export type DutyStep = "submit" | "accept" | "giveBack" | "waive" | "talk" | "report" | "withdraw";

/** What somebody says about a step: words, where wanted the day, and an activity that shows it. */
export interface StepWords {
  readonly text?: string;
  readonly on?: string;
  readonly activityId?: string | undefined;
}

function evidenceOf({ text = "", activityId }: StepWords) {
  const note = text.trim();
  return [
    ...(note === "" ? [] : [{ kind: "note" as const, value: note }]),
    ...(activityId === undefined ? [] : [{ kind: "activity" as const, value: activityId }]),
  ];
}

const tasks = "POST /api/organizations/{organizationId}/tasks/{dutyId}";
const duties = "POST /api/organizations/{organizationId}/duties/{dutyId}";

/** What is done about a duty; each takes words, which acceptance does not need. */
export function useDutySteps(onDone: (step: DutyStep) => void) {
  const refresh = useStaleness();
  const finish = (step: DutyStep) => () => {
    refresh();
    onDone(step);
  };
  const submit = useAction(`${tasks}/submit` as const, finish("submit"));
  const accept = useAction(`${tasks}/decide` as const, finish("accept"));
  const giveBack = useAction(`${tasks}/decide` as const, finish("giveBack"));
  const waive = useAction(`${duties}/waive` as const, finish("waive"));
  const talk = useAction(`${duties}/talk` as const, finish("talk"));
  const report = useAction(`${duties}/report` as const, finish("report"));
  const withdraw = useAction(`${duties}/withdraw-report` as const, finish("withdraw"));
  const all = { submit, accept, giveBack, waive, talk, report, withdraw };
  return {
    take(step: DutyStep, { organizationId, dutyId, version }: Duty, words: StepWords = {}) {
      const params = { organizationId, dutyId };
      const { text = "", on = "" } = words;
      if (step === "submit") submit.mutate({ params, body: { evidence: evidenceOf(words), version } });
      if (step === "report") report.mutate({ params, body: { on, evidence: evidenceOf(words), version } });
      if (step === "accept") accept.mutate({ params, body: { decision: "accepted", version } });
      if (step === "giveBack") giveBack.mutate({ params, body: { decision: "returned", reason: text, version } });
      if (step === "waive") waive.mutate({ params, body: { reason: text, version } });
      if (step === "withdraw") withdraw.mutate({ params, body: { reason: text, version } });
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
