import type { Page } from "../shared/page.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { ruleIdIn } from "./duty.ts";
import { outcomeOf } from "./duty-states.ts";
import type { Board, BoardCell, ObligationStore } from "./obligation-store.ts";
import type {
  DutyCounts,
  readDutyFigures as figuresRoute,
  readDutyGrid as gridRoute,
  listCountedDuties as listRoute,
} from "./routes.ts";

/** An organisation of the tree, as far as the grid shows it. */
export interface Place {
  readonly organizationId: string;
  readonly name: string;
  readonly kind: string;
  readonly path: string;
}

/** The tree below an organisation, itself first, in the order of paths. */
export interface PlaceDirectory {
  listSubtree(organizationId: string, options: { limit: number; cursor: string | undefined }): Promise<Page<Place>>;
}

interface Parts {
  readonly store: Pick<ObligationStore, "findBoards">;
  readonly places: PlaceDirectory;
}

const depthOf = ({ path }: Place) => path.split("/").length - 2;

/** The grid of a year, page by page in the order of the tree. Units: those of the page of the tree, and half a unit a board. */
export function readDutyGrid({ store, places }: Parts) {
  return async ({ params, query }: RouteInput<typeof gridRoute>): Promise<RouteOutput<typeof gridRoute>> => {
    const { limit, cursor, year } = query;
    const { items, nextCursor } = await places.listSubtree(params.organizationId, { limit, cursor });
    const boards = await boardsOf(store, year, items);
    return {
      items: items.map((place) => ({
        organizationId: place.organizationId,
        organizationName: place.name,
        kind: place.kind,
        depth: depthOf(place),
        cells: (boards.get(place.organizationId)?.cells ?? []).map(([dutyId, due, state]) => ({ dutyId, due, state })),
      })),
      nextCursor,
    };
  };
}

async function boardsOf(
  store: Parts["store"],
  year: number,
  places: readonly Place[],
): Promise<ReadonlyMap<string, Board>> {
  const ids = places.map(({ organizationId }) => organizationId);
  const boards = ids.length === 0 ? [] : await store.findBoards(year, ids);
  return new Map(boards.map((board) => [board.organizationId, board]));
}

/**
 * The duties that one number of the figures counts, page by page in the order of the tree; a page may be empty and still
 * have a next one. Units: those of `readDutyGrid`.
 */
export function listCountedDuties({ store, places }: Parts) {
  return async ({ params, query }: RouteInput<typeof listRoute>): Promise<RouteOutput<typeof listRoute>> => {
    const { limit, cursor, year, quarter, outcome, rule } = query;
    const { items, nextCursor } = await places.listSubtree(params.organizationId, { limit, cursor });
    const boards = await boardsOf(store, year, items);
    const isCounted = ([dutyId, due, state]: BoardCell) =>
      outcomeOf[state] === outcome &&
      (quarter === undefined || (due !== null && quarterOf(due) === quarter)) &&
      (rule === undefined || ruleIdIn(dutyId) === rule);
    return {
      items: items.flatMap(({ organizationId, name }) =>
        (boards.get(organizationId)?.cells ?? [])
          .filter(isCounted)
          .map(([dutyId, due, state]) => ({ organizationId, organizationName: name, dutyId, due, state })),
      ),
      nextCursor,
    };
  };
}

const placesAtOnce = 200;
/** How many overdue duties are named at most; the counts are of all. */
const overdueNamed = 100;

/**
 * The figures of supervision, with the organisations behind them; people are not ranked. Units: those of the subtree, and
 * half a unit an organisation: some 190 for a campus of 310.
 */
export function readDutyFigures({ store, places }: Parts) {
  return async ({ params, query }: RouteInput<typeof figuresRoute>): Promise<RouteOutput<typeof figuresRoute>> => {
    const all: Place[] = [];
    let cursor: string | undefined;
    do {
      const page = await places.listSubtree(params.organizationId, { limit: placesAtOnce, cursor });
      all.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const boards = await boardsOf(store, query.year, all);
    const cellsOf = ({ organizationId }: Place) => boards.get(organizationId)?.cells ?? [];
    const root = all.find(({ organizationId }) => organizationId === params.organizationId);
    const children = all.filter((place) => root !== undefined && depthOf(place) === depthOf(root) + 1);
    const everything = all.flatMap(cellsOf);
    const overdue = all.flatMap((place) =>
      cellsOf(place).flatMap(([dutyId, due, state]) =>
        state === "overdue" && due !== null
          ? [{ organizationId: place.organizationId, organizationName: place.name, dutyId, due }]
          : [],
      ),
    );
    return {
      year: query.year,
      total: countCells(everything),
      quarters: [1, 2, 3, 4].map((quarter) => ({
        quarter,
        counts: countCells(everything.filter(([, due]) => due !== null && quarterOf(due) === quarter)),
      })),
      below: children.map((child) => ({
        organizationId: child.organizationId,
        organizationName: child.name,
        counts: countCells(all.filter(({ path }) => path.startsWith(child.path)).flatMap(cellsOf)),
      })),
      rules: countByRule(everything),
      overdue: overdue.sort((left, right) => left.due.localeCompare(right.due)).slice(0, overdueNamed),
    };
  };
}

const quarterOf = (day: string) => Math.ceil(Number(day.slice(5, 7)) / 3);

function countCells(cells: readonly BoardCell[]): DutyCounts {
  const counts = { onTime: 0, late: 0, overdue: 0, open: 0, waived: 0 };
  for (const [, , state] of cells) {
    const name = outcomeOf[state];
    if (name !== null) counts[name]++;
  }
  return counts;
}

function countByRule(cells: readonly BoardCell[]): { ruleId: string; counts: DutyCounts }[] {
  const byRule = Map.groupBy(cells, ([dutyId]) => ruleIdIn(dutyId));
  return [...byRule].flatMap(([ruleId, own]) => (ruleId === null ? [] : [{ ruleId, counts: countCells(own) }]));
}
