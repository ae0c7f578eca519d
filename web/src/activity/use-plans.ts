import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { RequestOf, ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";

export type Plan = ResponseOf<"GET /api/activity-plans">["items"][number];
export type PlanInput = RequestOf<"POST /api/activity-plans">["body"];

export function usePlans(organizationId: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ["activities", "plans", organizationId],
    enabled: organizationId !== undefined,
    queryFn: ({ signal }) =>
      api("GET /api/activity-plans", { query: { organizationId: organizationId ?? "" }, signal }),
  });
}

/** Drafts follow from a plan at once, so that every list is stale afterwards. */
export function usePlanSteps(onDone: (step: "create" | "end") => void) {
  const queries = useQueryClient();
  const finish = (step: "create" | "end") => () => {
    queries.invalidateQueries({ queryKey: ["activities"] });
    onDone(step);
  };
  const create = useAction("POST /api/activity-plans", finish("create"));
  const end = useAction("POST /api/activity-plans/{planId}/end", finish("end"));
  return {
    create: (body: PlanInput) => create.mutate({ body }),
    end: ({ planId, version }: Plan) => end.mutate({ params: { planId }, body: { version } }),
    isPending: create.isPending || end.isPending,
    error: create.error ?? end.error,
    reset() {
      create.reset();
      end.reset();
    },
  };
}
