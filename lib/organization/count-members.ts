import type { Outcome } from "../shared/event.ts";
import type { OrganizationStore, Standing } from "./organization-store.ts";

/** Facts about one person may come together; whoever loses looks again, at most so often in one delivery. */
const attempts = 10;

/**
 * Keeps the numbers of people at the organisations, from the facts about where people stand. Each fact tells the whole
 * standing with its version, so that repeats, gaps and disorder do no harm: only what is newer moves a person. Units: 1
 * read, and 2 writes each for the person, the former place and the new one.
 */
export function countMembers({ store }: { store: Pick<OrganizationStore, "findStanding" | "saveStanding"> }) {
  return async (standing: Standing): Promise<Outcome> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const former = await store.findStanding(standing.personId);
      if (former !== undefined && former.version >= standing.version) return "already_done";
      if (await store.saveStanding(standing, former)) return "done";
    }
    throw new Error("the person is being counted elsewhere");
  };
}
