import type { HeldCounts, LedgerCell, LedgerEntry, LedgerYear } from "./ledger.ts";

/** What stands in the ledger for good. */
export function isFiled({ state }: Pick<LedgerEntry, "state">): boolean {
  return state === "filed";
}

/** What takes no part in any count: the organisation let go of it, or nobody came together. */
export function isGone({ state }: Pick<LedgerEntry, "state">): boolean {
  return state === "cancelled" || state === "declined";
}

/** Whether an organisation's figures count it: filed, and by its host alone. */
export function isHostedBy(entry: Pick<LedgerEntry, "state" | "hostOrganizationId">, owner: string): boolean {
  return isFiled(entry) && entry.hostOrganizationId === owner;
}

/** A year of one owner counted from its entries, by month and kind; an activity of two kinds counts under both. */
export function ledgerYearOf(entries: readonly LedgerEntry[], owner: string): LedgerYear {
  const cells = new Map<string, LedgerCell>();
  for (const entry of entries.filter((one) => !isGone(one))) {
    const month = Number(entry.day.slice(5, 7));
    for (const kind of [entry.kind, ...entry.alsoKinds]) addTo(cells, { month, kind }, entry);
  }
  const filed = entries.filter(isFiled);
  return {
    cells: [...cells.values()].sort((one, other) => one.month - other.month || one.kind.localeCompare(other.kind)),
    filed: filed.length,
    due: sum(filed, "due"),
    present: sum(filed, "present"),
    hosted: hostedOf(entries.filter((entry) => isHostedBy(entry, owner))),
  };
}

function hostedOf(entries: readonly LedgerEntry[]): LedgerYear["hosted"] {
  const ofEach = entries.flatMap((entry) => [entry.kind, ...entry.alsoKinds].map((kind) => ({ kind, entry })));
  const byKind = Map.groupBy(ofEach, ({ kind }) => kind);
  const kinds = [...byKind].map(([kind, own]) => ({ kind, ...heldOf(own.map(({ entry }) => entry)) }));
  return { ...heldOf(entries), kinds: kinds.sort((one, other) => one.kind.localeCompare(other.kind)) };
}

function heldOf(entries: readonly LedgerEntry[]): HeldCounts {
  return { held: entries.length, due: sum(entries, "due"), present: sum(entries, "present") };
}

function addTo(
  cells: Map<string, LedgerCell>,
  { month, kind }: Pick<LedgerCell, "month" | "kind">,
  entry: LedgerEntry,
): void {
  const key = `${month}/${kind}`;
  const former = cells.get(key) ?? { month, kind, planned: 0, open: 0, filed: 0, due: 0, present: 0 };
  const isDone = isFiled(entry);
  const isPlanned = entry.state === "published";
  cells.set(key, {
    ...former,
    planned: former.planned + (isPlanned ? 1 : 0),
    open: former.open + (isDone || isPlanned ? 0 : 1),
    filed: former.filed + (isDone ? 1 : 0),
    due: former.due + (isDone ? entry.due : 0),
    present: former.present + (isDone ? entry.present : 0),
  });
}

function sum(entries: readonly LedgerEntry[], field: "due" | "present"): number {
  return entries.reduce((total, entry) => total + entry[field], 0);
}
