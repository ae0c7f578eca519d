import { statisticsAddress } from "./statistics-address.ts";

/** Which activities are counted: of a kind, or null for all. */
export interface Held {
  readonly year: number;
  readonly kind: string | null;
}

export function activitiesBehindAddress(organizationId: string, { year, kind }: Held): string {
  const search = new URLSearchParams({ year: String(year) });
  if (kind !== null) search.set("kind", kind);
  return `${statisticsAddress(organizationId)}/activities?${search}`;
}

/** What an address asks for; a year that makes no sense is the present one. */
export function heldIn(search: URLSearchParams, thisYear: number): Held {
  const year = Number(search.get("year"));
  const isYear = Number.isInteger(year) && year >= 2000 && year <= 2100;
  return { year: isYear ? year : thisYear, kind: search.get("kind")?.slice(0, 40) || null };
}
