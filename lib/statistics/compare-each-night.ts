import type { RebuildPosition } from "./rebuild-position.ts";
import type { RebuildResult } from "./rebuild-statistics.ts";
import type { StatisticsStore } from "./statistics-store.ts";

export interface CompareDependencies {
  readonly store: Pick<StatisticsStore, "findComparison" | "saveComparison">;
  readonly rebuild: (position: RebuildPosition | undefined, at: Date) => Promise<RebuildResult>;
  /** Whether the run still has time for another slice. */
  readonly hasTime: () => boolean;
}

/**
 * Compares a part of the statistics with the people every night and goes on the next night where it stopped, round and
 * round: an installation that had people before it had statistics, or that was restored, comes right without anybody
 * knowing of it. Units: as `rebuildStatistics`, 3 to 4 reads a person.
 */
export function compareEachNight({ store, rebuild, hasTime }: CompareDependencies) {
  return async (scheduledFor: Date): Promise<Readonly<Record<string, number>>> => {
    let position: RebuildPosition | null = (await store.findComparison()) ?? null;
    let [compared, corrected] = [0, 0];
    do {
      const result: RebuildResult = await rebuild(position ?? undefined, scheduledFor);
      compared += result.people;
      corrected += result.corrected;
      position = result.position;
      await store.saveComparison(position);
    } while (position !== null && hasTime());
    return { compared, corrected };
  };
}
