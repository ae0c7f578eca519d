import type { OrganizationTree } from "../organization/organization-tree.ts";
import { type MonthSum, sumMonths } from "./months.ts";
import type { ActivityKind } from "./use-activities.ts";
import type { GridRow as GridPlace, LedgerCell } from "./use-ledger.ts";
import { ledgerAddress } from "./use-view-address.ts";

/** A line of a table by month: an organisation, or a kind of activity. */
export interface GridRow {
  readonly key: string;
  readonly name: string;
  readonly depth: number;
  readonly to: string;
  readonly sums: readonly MonthSum[];
}

interface GridView {
  readonly organizationId: string;
  readonly year: number;
  readonly kind: string | undefined;
}

/** The organisations of a subtree, as deep as they lie below its top. */
export function organizationRows(
  places: readonly GridPlace[],
  tree: OrganizationTree,
  { organizationId, year, kind }: GridView,
): GridRow[] {
  const depthOf = (id: string) => (tree.find(id)?.path ?? "").split("/").length;
  const top = depthOf(organizationId);
  return places.map((place) => ({
    key: place.organizationId,
    name: place.name,
    depth: depthOf(place.organizationId) - top,
    to: ledgerAddress(place.organizationId, year, kind),
    sums: sumMonths(place.cells, kind),
  }));
}

/** The kinds of which one organisation has anything in the year. */
export function kindRows(
  cells: readonly LedgerCell[],
  kinds: readonly ActivityKind[],
  { organizationId, year, kind, language }: GridView & { readonly language: "zh" | "en" },
): GridRow[] {
  return kinds
    .filter((one) => cells.some((cell) => cell.kind === one.kind) && (kind === undefined || kind === one.kind))
    .map((one) => ({
      key: one.kind,
      name: one.name[language],
      depth: 0,
      to: ledgerAddress(organizationId, year, one.kind),
      sums: sumMonths(cells, one.kind),
    }));
}
