import { useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

export type Rule = ResponseOf<"GET /api/rules">["items"][number];

/** The letters of its id: `BR-09` stands in `BR`. */
export const sectionOf = ({ id }: Pick<Rule, "id">): string => id.slice(0, id.indexOf("-"));

/** Whether a rule is meant by some words: all of them stand in its id, its text or its articles, in either language. */
export function isMeant(rule: Pick<Rule, "id" | "statement" | "citations">, wanted: string): boolean {
  const texts = [rule.statement, ...rule.citations].flatMap(({ zh, en }) => [zh, en]);
  const whole = [rule.id, ...texts].join(" ").toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
}

function useRuleAnswer<Selected>(select: (answer: ResponseOf<"GET /api/rules">) => Selected) {
  const api = useApi();
  return useQuery({
    queryKey: ["rules"],
    queryFn: ({ signal }) => api("GET /api/rules", { signal }),
    select,
    staleTime: 300_000,
  });
}

/** All rules as they stand here today. */
export const useRules = () => useRuleAnswer(({ items }) => items);

export type RefusedDecision = ResponseOf<"GET /api/rules">["refused"][number];

/** What the university decided once and what binds no more. */
export const useRefusedDecisions = () => useRuleAnswer(({ refused }) => refused);
