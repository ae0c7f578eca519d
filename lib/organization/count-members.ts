import type { Outcome } from "../shared/event.ts";
import type { CountMove, OrganizationStore, Standing } from "./organization-store.ts";

/** Facts about one person may come together; whoever loses looks again, at most so often in one delivery. */
const attempts = 10;

/**
 * Keeps the numbers of people at the organisations, from the facts about where people stand. Each fact tells the whole
 * standing with its version, so that repeats, gaps and disorder do no harm: only what is newer moves a person. Facts that
 * come together are counted in one write, at most `mostMoves` of them. Units: 1 read and 2 writes a person, and 2 writes
 * for each place that somebody leaves or comes to.
 */
export function countMembers({ store }: { store: Pick<OrganizationStore, "findStandings" | "saveStandings"> }) {
  return async (standings: readonly Standing[]): Promise<readonly Outcome[]> => {
    const latest = latestByPerson(standings);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const known = await store.findStandings([...latest.keys()]);
      const moves = [...latest.values()].flatMap((standing): CountMove[] => {
        const former = known.get(standing.personId);
        return former !== undefined && former.version >= standing.version ? [] : [{ standing, former }];
      });
      if (moves.length > 0 && !(await store.saveStandings(moves))) continue;
      const moved = new Set(moves.map(({ standing }) => standing));
      return standings.map((standing) => (moved.has(standing) ? "done" : "already_done"));
    }
    throw new Error("the people are being counted elsewhere");
  };
}

function latestByPerson(standings: readonly Standing[]): Map<string, Standing> {
  const latest = new Map<string, Standing>();
  for (const standing of standings) {
    if ((latest.get(standing.personId)?.version ?? 0) < standing.version) latest.set(standing.personId, standing);
  }
  return latest;
}
