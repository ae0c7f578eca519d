import { countKey, type Population } from "./dimensions.ts";
import type { RebuildPosition } from "./rebuild-position.ts";
import type { RebuildResult } from "./rebuild-statistics.ts";
import type { Counts, StatisticsStore } from "./statistics-store.ts";

/** How many people the tree of organisations counts at one of them. */
interface CountedPlace {
  readonly organizationId: string;
  readonly parentId: string | null;
  readonly memberCount: number;
  readonly candidateCount: number;
}

export interface CompareDependencies {
  readonly store: Pick<StatisticsStore, "findComparison" | "saveComparison" | "readCounts">;
  readonly rebuild: (position: RebuildPosition | undefined, at: Date) => Promise<RebuildResult>;
  readonly listOrganizations: () => Promise<readonly CountedPlace[]>;
  /** Whether the run still has time for another slice. */
  readonly hasTime: () => boolean;
}

const categories: Readonly<Record<Population, readonly string[]>> = {
  member: ["full_member", "probationary_member"],
  candidate: ["development_target", "activist", "applicant"],
};

/**
 * Once a night holds the totals of the university against the counts of the tree, which come about in another way. Where
 * they differ everything is compared with the people, and goes on the next night where it stopped: an installation that
 * had people before it had statistics, or that was restored, comes right without anybody knowing of it. Units: half a unit per
 * nine organisations; where they differ 3 to 4 reads a person.
 */
export function compareEachNight({ store, rebuild, listOrganizations, hasTime }: CompareDependencies) {
  return async (scheduledFor: Date): Promise<Readonly<Record<string, number>>> => {
    let position: RebuildPosition | undefined = await store.findComparison();
    if (position === undefined && (await areTotalsRight(store, await listOrganizations()))) return { corrected: 0 };
    let corrected = 0;
    do {
      const result: RebuildResult = await rebuild(position, scheduledFor);
      corrected += result.corrected;
      position = result.position ?? undefined;
      await store.saveComparison(position ?? null);
    } while (position !== undefined && hasTime());
    return { corrected };
  };
}

async function areTotalsRight(
  store: Pick<StatisticsStore, "readCounts">,
  places: readonly CountedPlace[],
): Promise<boolean> {
  const root = places.find(({ parentId }) => parentId === null);
  if (root === undefined) return true;
  const counts = await store.readCounts(root.organizationId);
  const sumOf = (count: (place: CountedPlace) => number) => places.reduce((sum, place) => sum + count(place), 0);
  return (
    totalOf(counts, "member") === sumOf(({ memberCount }) => memberCount) &&
    totalOf(counts, "candidate") === sumOf(({ candidateCount }) => candidateCount)
  );
}

function totalOf(counts: Counts, population: Population): number {
  return categories[population].reduce(
    (sum, category) => sum + (counts.get(countKey(population, "category", category)) ?? 0),
    0,
  );
}
