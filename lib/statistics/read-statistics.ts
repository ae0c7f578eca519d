import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { notFound } from "../shared/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { countKey, readCountKey } from "./dimensions.ts";
import type {
  getStatistics as getRoute,
  Statistics,
  StatisticsCount,
  SubordinateStatistics,
  listSubordinateStatistics as subordinatesRoute,
} from "./routes.ts";
import type { OrganizationLine, StatisticsStore } from "./statistics-store.ts";

export interface ReadDependencies {
  readonly store: Pick<StatisticsStore, "readCounts" | "findDay" | "listBelow">;
  readonly findPath: (organizationId: string) => Promise<string | undefined>;
}

/** The numbers of a subtree, of whatever size. Units: 2 to 3 reads beside those of the access check. */
export function getStatistics({ store, findPath }: ReadDependencies) {
  return async ({ params }: RouteInput<typeof getRoute>, context: RequestContext): Promise<Statistics> => {
    const { organizationId } = params;
    const [path, counts, day] = await Promise.all([
      findPath(organizationId),
      store.readCounts(organizationId),
      store.findDay(),
    ]);
    if (path === undefined) throw notFound();
    const shown = [...counts].flatMap(([key, count]): StatisticsCount[] => {
      const what = readCountKey(key);
      return what === undefined || count < 1 ? [] : [{ ...what, count }];
    });
    // A number of few tells of single people what their record says: totals are for all, the rest for who reads records.
    const isWhole = isAllowed(context.principal, "person.record", path);
    return {
      organizationId,
      asOf: day ?? chinaDay(context.at),
      counts: isWhole ? shown : shown.filter(({ dimension }) => dimension === "category"),
    };
  };
}

/** The organisations directly below that have people, each with its subtree. Units: 1 read per some 7 organisations. */
export function listSubordinateStatistics({ store }: Pick<ReadDependencies, "store">) {
  return async ({
    params: { organizationId },
    query: { limit, cursor },
  }: RouteInput<typeof subordinatesRoute>): Promise<Page<SubordinateStatistics>> => {
    const list = `subordinates:${organizationId}`;
    const startAt = cursor === undefined ? undefined : decodeCursor(list, cursor).startAt;
    // One more than asked for tells where the next page begins.
    const { items } = await store.listBelow(organizationId, { limit: limit + 1, from: null, startAt });
    const next = items[limit];
    return {
      items: items.slice(0, limit).map(numbersOf),
      nextCursor: next === undefined ? null : encodeCursor(list, { startAt: next.organizationId }),
    };
  };
}

function numbersOf({ organizationId, counts }: OrganizationLine): SubordinateStatistics {
  const member = (band: string) => counts.get(countKey("member", "category", band)) ?? 0;
  const candidate = (band: string) => counts.get(countKey("candidate", "category", band)) ?? 0;
  return {
    organizationId,
    fullMembers: member("full_member"),
    probationaryMembers: member("probationary_member"),
    developmentTargets: candidate("development_target"),
    activists: candidate("activist"),
    applicants: candidate("applicant"),
  };
}
