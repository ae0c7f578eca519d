import type { Outcome } from "../shared/event.ts";
import type { OrganizationStore } from "./organization-store.ts";

/** Whoever counts at the same time writes too; after so many changes in one delivery the next delivery goes on. */
const attempts = 5;

/**
 * Keeps how many people the committee of an organisation has, by counting anew what the appointments say: repeats and
 * disorder of facts do no harm. Counts until the number that was written is the number that is there. Units: 1 read of
 * the posts for each count, 2 writes.
 */
export function countCommittee({
  store,
  countNow,
}: {
  readonly store: Pick<OrganizationStore, "saveCommitteeSize">;
  readonly countNow: (organizationId: string) => Promise<number>;
}) {
  return async (organizationId: string): Promise<Outcome> => {
    let size = await countNow(organizationId);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await store.saveCommitteeSize(organizationId, size);
      const present = await countNow(organizationId);
      if (present === size) return "done";
      size = present;
    }
    throw new Error("the committee is being changed");
  };
}
