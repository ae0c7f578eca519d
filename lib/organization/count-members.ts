import type { Outcome } from "../shared/event.ts";
import type { OrganizationStore } from "./organization-store.ts";

/**
 * Keeps the number of people at an organisation, from the facts about where accounts belong. Counting is by marker, so
 * that repeats and disorder of different accounts do no harm.
 */
export function countMembers({ store }: { store: OrganizationStore }) {
  return async (change: {
    accountId: string;
    homeOrganizationId: string | null;
    formerHomeOrganizationId: string | null;
  }): Promise<Outcome> => {
    const { accountId, homeOrganizationId, formerHomeOrganizationId } = change;
    const left = formerHomeOrganizationId !== null && (await store.uncountMember(formerHomeOrganizationId, accountId));
    const joined = homeOrganizationId !== null && (await store.countMember(homeOrganizationId, accountId));
    return left || joined ? "done" : "already_done";
  };
}
