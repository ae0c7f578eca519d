import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";
import type { Counted } from "./figures-address.ts";
import { nameOfColumn } from "./grid-columns.ts";
import { trendOf } from "./trend.ts";
import { useRules } from "./use-rules.ts";
import { useWords } from "./use-words.ts";

export type CountedDuty = ResponseOf<"GET /api/organizations/{organizationId}/counted-duties">["items"][number];

/** What the columns of the grid are called: by the activity that meets them, else by the sentence of their rule. */
export function useColumnNames(): (column: string) => string {
  const { texts, language } = useWords();
  const { data } = useRules();
  return (column) => {
    if (column === "TASK") return texts.task;
    const rule = data?.find(({ id }) => id === column);
    return nameOfColumn(column)?.[language] ?? rule?.statement[language] ?? column;
  };
}

/** How the duties of a year stand at an organisation and below it, a page at a time in the order of the tree. */
export function useDutyGrid(organizationId: string, year: number) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["duties", "grid", organizationId, year],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/organizations/{organizationId}/duty-grid", {
        params: { organizationId },
        query: { year, limit: 100, ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

function useFiguresOf(organizationId: string) {
  const api = useApi();
  return (year: number) => ({
    queryKey: ["duties", "figures", organizationId, year],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api("GET /api/organizations/{organizationId}/duty-figures", {
        params: { organizationId },
        query: { year },
        signal,
      }),
  });
}

export function useDutyFigures(organizationId: string | undefined, year: number) {
  return useQuery({ ...useFiguresOf(organizationId ?? "")(year), enabled: organizationId !== undefined });
}

/** The figures of this year and the one before, quarter by quarter. */
export function useDutyTrend(organizationId: string, year: number) {
  const figuresOf = useFiguresOf(organizationId);
  const { today } = useWords();
  const years = useQueries({ queries: [figuresOf(year - 1), figuresOf(year)] });
  return trendOf(
    years.flatMap(({ data }) => data ?? []),
    today,
  );
}

/** The duties behind one number, some organisations at a time. */
export function useCountedDuties(organizationId: string, { year, quarter, outcome, rule }: Counted) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["duties", "counted", organizationId, year, quarter, outcome, rule],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/organizations/{organizationId}/counted-duties", {
        params: { organizationId },
        query: {
          year,
          outcome,
          ...(quarter !== null && { quarter }),
          ...(rule !== null && { rule }),
          ...(pageParam !== undefined && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
