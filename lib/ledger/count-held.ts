import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { sideBySide } from "../shared/side-by-side.ts";
import { isHostedBy, ledgerYearOf } from "./count-ledger.ts";
import { countedYears } from "./counted-years.ts";
import type { HeldCounts, LedgerEntry, LedgerYear } from "./ledger.ts";
import type { ReadLedgerDependencies } from "./read-ledger.ts";
import type { readActivityFigures as figuresRoute, listCountedActivities as listRoute } from "./routes.ts";

const placesAtOnce = 200;

/**
 * What was held at an organisation and below it in a year, by kind, and how many of those who were due came. An activity
 * of several organisations counts once, at its host. Units: those of the subtree, and half a unit an organisation: some 190 for
 * a campus of 310.
 */
export function readActivityFigures({ store, directory }: ReadLedgerDependencies) {
  return async ({ query }: RouteInput<typeof figuresRoute>): Promise<RouteOutput<typeof figuresRoute>> => {
    const { organizationId, year } = query;
    const all: LedgerYear["hosted"][] = [];
    let cursor: string | undefined;
    do {
      const page = await directory.listSubtree({ organizationId, limit: placesAtOnce, cursor });
      const ids = page.items.map((place) => place.organizationId);
      const years = await countedYears(store.organizations, { owners: ids, year, count: ledgerYearOf });
      all.push(...[...years.values()].map(({ hosted }) => hosted));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const byKind = Map.groupBy(
      all.flatMap(({ kinds }) => kinds),
      ({ kind }) => kind,
    );
    const kinds = [...byKind].map(([kind, counts]) => ({ kind, ...sumOf(counts) }));
    return {
      organizationId,
      year,
      ...sumOf(all),
      kinds: kinds.sort((one, other) => other.held - one.held || one.kind.localeCompare(other.kind)),
    };
  };
}

function sumOf(counts: readonly HeldCounts[]): HeldCounts {
  return counts.reduce<HeldCounts>(
    (sum, { held, due, present }) => ({ held: sum.held + held, due: sum.due + due, present: sum.present + present }),
    { held: 0, due: 0, present: 0 },
  );
}

/**
 * The activities that one number of the figures counts, page by page in the order of the tree; a page may be empty and still
 * have a next one. Units: those of the page of the tree, half a unit an organisation, and 1 for some 10 activities of each
 * that held any.
 */
export function listCountedActivities({ store, directory }: ReadLedgerDependencies) {
  return async ({ query }: RouteInput<typeof listRoute>): Promise<RouteOutput<typeof listRoute>> => {
    const { organizationId, year, kind, limit, cursor } = query;
    const page = await directory.listSubtree({ organizationId, limit, cursor });
    const owners = page.items.map((place) => place.organizationId);
    const years = await countedYears(store.organizations, { owners, year, count: ledgerYearOf });
    const holders = page.items.filter((place) =>
      (years.get(place.organizationId)?.hosted.kinds ?? []).some((one) => kind === undefined || one.kind === kind),
    );
    const lists = await sideBySide(holders, async (place) => {
      const owner = place.organizationId;
      const entries = await store.organizations.listEntries({ owner, year });
      return entries
        .filter((entry) => isHostedBy(entry, owner) && isOfKind(entry, kind))
        .sort((one, other) => one.day.localeCompare(other.day))
        .map(({ activityId, title, day, kind: own, due, present }) => ({
          activityId,
          title,
          day,
          kind: own,
          due,
          present,
          organizationId: owner,
          organizationName: place.shortName,
        }));
    });
    return { items: lists.flat(), nextCursor: page.nextCursor };
  };
}

const isOfKind = (entry: LedgerEntry, kind: string | undefined): boolean =>
  kind === undefined || entry.kind === kind || entry.alsoKinds.includes(kind);
