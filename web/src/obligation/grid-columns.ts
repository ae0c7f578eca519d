import { activityKinds } from "../../../lib/activity/kinds.ts";
import type { Text } from "../../../lib/shared/text.ts";
import type { GridRow } from "./grid-answers.ts";

export type GridCell = GridRow["cells"][number];

/** A kind of duty: the rule that asks for it, or all tasks together. */
export const columnOf = ({ dutyId }: Pick<GridCell, "dutyId">): string => dutyId.slice(0, dutyId.indexOf("~"));

/** The occasion, as short as a cell: the month, the quarter, the year; empty for what has a cause of its own. */
export function occasionOf({ dutyId }: Pick<GridCell, "dutyId">): string {
  const occasion = dutyId.slice(dutyId.indexOf("~") + 1);
  const [, short = ""] = /^\d{4}-(\d{2}|Q\d)(?:~|$)/.exec(occasion) ?? [];
  return short;
}

const nameByRule: ReadonlyMap<string, Text> = new Map(
  Object.values(activityKinds).flatMap((kind) => (kind.rule === null ? [] : [[kind.rule, kind] as const])),
);

/** What a column is called; a rule that no activity meets goes by its id. */
export const nameOfColumn = (column: string): Text | undefined => nameByRule.get(column);

/** The columns that the rows have, those with something overdue first. */
export function columnsOf(rows: readonly GridRow[]): string[] {
  const overdue = new Map<string, number>();
  for (const cell of rows.flatMap(({ cells }) => cells)) {
    const column = columnOf(cell);
    overdue.set(column, (overdue.get(column) ?? 0) + (cell.state === "overdue" ? 1 : 0));
  }
  return [...overdue].sort(([a, one], [b, other]) => other - one || a.localeCompare(b)).map(([column]) => column);
}

export const hasOverdue = ({ cells }: GridRow): boolean => cells.some(({ state }) => state === "overdue");
