import type { Organization } from "./organization.ts";

export interface RecountDependencies {
  /** All organisations of the university; may lag behind writes by moments. */
  readonly listOrganizations: () => Promise<
    readonly Pick<Organization, "organizationId" | "status" | "committeeSize">[]
  >;
  /** How many people the committee has on a day. */
  readonly countOn: (organizationId: string, day: string) => Promise<number>;
  /** Counts again and says so, as when a post begins or ends. */
  readonly recount: (organizationId: string) => Promise<unknown>;
}

const atOnce = 10;

/**
 * Brings the size of committees up to date whose posts begin or run out by their dates: no fact tells of those. Units: 1
 * read of the posts for each organisation with a committee; 2 writes where the number changed.
 */
export function recountCommittees({ listOrganizations, countOn, recount }: RecountDependencies) {
  return async (day: string): Promise<Readonly<Record<string, number>>> => {
    const all = await listOrganizations();
    // Null: nobody was ever appointed there.
    const counted = all.filter(({ status, committeeSize }) => status === "active" && committeeSize !== null);
    let changed = 0;
    for (let start = 0; start < counted.length; start += atOnce) {
      const slice = counted.slice(start, start + atOnce);
      const sizes = await Promise.all(slice.map(({ organizationId }) => countOn(organizationId, day)));
      const wrong = slice.filter(({ committeeSize }, index) => sizes[index] !== committeeSize);
      await Promise.all(wrong.map(({ organizationId }) => recount(organizationId)));
      changed += wrong.length;
    }
    return { committees: counted.length, changed };
  };
}
