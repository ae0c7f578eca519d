import type { ResponseOf } from "../api/contract.ts";

type GridPage = ResponseOf<"GET /api/organizations/{organizationId}/duty-grid">;
export type GridRow = GridPage["items"][number];
export type Figures = ResponseOf<"GET /api/organizations/{organizationId}/duty-figures">;
export type Counts = Figures["total"];

/** The most overdue first, then in the order of the tree. */
export function exceptionsFirst<One extends { readonly counts: Counts }>(below: readonly One[]): One[] {
  return [...below].sort((one, other) => other.counts.overdue - one.counts.overdue);
}
