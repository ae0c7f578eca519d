import { useSearchParams } from "react-router";
import { campusYear } from "./campus-times.ts";

interface ViewAddress {
  readonly organizationId: string | undefined;
  readonly year: number;
  readonly kind: string | undefined;
}

const firstYear = 2000;

/** What a page shows, kept in its address so that it can be sent on and comes back with "back". */
export function useViewAddress(): ViewAddress & { show: (changes: Partial<ViewAddress>) => void } {
  const [params, setParams] = useSearchParams();
  const year = Number(params.get("year"));
  return {
    organizationId: params.get("organization") ?? undefined,
    year: Number.isInteger(year) && year >= firstYear && year <= campusYear() + 1 ? year : campusYear(),
    kind: params.get("kind") ?? undefined,
    show(changes) {
      const next = new URLSearchParams(params);
      const named = { organization: changes.organizationId, year: changes.year, kind: changes.kind };
      for (const [name, value] of Object.entries(named)) if (value !== undefined) next.set(name, String(value));
      if ("kind" in changes && changes.kind === undefined) next.delete("kind");
      setParams(next, { replace: true });
    },
  };
}

export function recentYears(): number[] {
  const now = campusYear();
  return [now + 1, now, now - 1, now - 2, now - 3, now - 4];
}

/** Where an activity of a kind is planned, with its organisation and kind chosen already, and the day where one is meant. */
export function planAddress(organizationId: string, kind: string, day: string | null): string {
  const query = new URLSearchParams({ organization: organizationId, kind, ...(day !== null && { day }) });
  return `/activities/new?${query.toString()}`;
}

export function ledgerAddress(organizationId: string, year: number, kind?: string): string {
  const query = new URLSearchParams({
    organization: organizationId,
    year: String(year),
    ...(kind !== undefined && { kind }),
  });
  return `/ledger?${query.toString()}`;
}
