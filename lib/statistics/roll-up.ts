import { type OrganizationKind, roleOf } from "../shared/organization-kinds.ts";
import { stepTowards } from "./appearances.ts";
import { differenceOf } from "./counts.ts";
import type { Counts, PassedOn, StatisticsStore } from "./statistics-store.ts";

/** Where an organisation stands, as of this moment. */
export interface OrganizationTree {
  findPlace(
    organizationId: string,
  ): Promise<{ readonly parentId: string | null; readonly kind: OrganizationKind } | undefined>;
}

export interface RollUpDependencies {
  readonly store: Pick<StatisticsStore, "findCounts" | "findPassedOn" | "savePassedOn">;
  readonly tree: OrganizationTree;
}

/** Several consumers may pass the counters of one organisation on; whoever loses looks again, at most so often. */
const attempts = 10;

/**
 * Brings the counters of all superiors up to date, up to the university. Each organisation remembers what it passed on and
 * to whom, so that only the difference travels, a repeat changes nothing, and an organisation that was moved takes its
 * numbers along. Level by level: what meets at a superior goes on from there together. Units: for each organisation 3
 * reads, and 10 to 20 writes where something changed.
 */
export function rollUp(dependencies: RollUpDependencies) {
  const pass = passOn(dependencies);
  return async (organizationIds: Iterable<string>): Promise<void> => {
    let level = new Set(organizationIds);
    while (level.size > 0) {
      const superiors = new Set<string>();
      // One after the other: side by side they would only wait for each other at their superior.
      for (const id of level) for (const superior of await pass(id)) superiors.add(superior);
      level = superiors;
    }
  };
}

/**
 * Brings the counters of the superior up to date. Gives the superiors whose own superiors are to look next: also when there
 * was nothing to pass on, because an earlier try may have been cut short there.
 */
export function passOn({ store, tree }: RollUpDependencies) {
  return async (organizationId: string): Promise<readonly string[]> => {
    const former = new Set<string>();
    for (let attempt = 1; attempt <= attempts; ) {
      // First: what was passed on is never newer than the counters and the place that are read after it.
      const before = await store.findPassedOn(organizationId);
      const [{ counts }, place] = await Promise.all([store.findCounts(organizationId), tree.findPlace(organizationId)]);
      if (place === undefined) throw new Error("an organisation to count at is missing");
      const { parentId, kind } = place;
      if (parentId === null) return [];
      if (isPassedOn(before, parentId, counts)) return [parentId, ...former];
      const after = { organizationId, parentId, counts, isBranch: roleOf(kind) === "branch" };
      const step = stepTowards(before, after);
      if (!(await store.savePassedOn(before, step))) {
        attempt += 1;
        continue;
      }
      if (before !== undefined && before.parentId !== parentId) former.add(before.parentId);
      if (step === after) return [parentId, ...former];
    }
    throw new Error("the counters are being passed on elsewhere");
  };
}

function isPassedOn(before: PassedOn | undefined, parentId: string, counts: Counts): boolean {
  if (before === undefined) return counts.size === 0;
  return before.parentId === parentId && differenceOf(before.counts, counts).size === 0;
}
