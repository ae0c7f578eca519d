import type { Principal } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { assignmentsOn } from "./account.ts";
import type { AccountStore } from "./account-store.ts";

/** The roles that an account holds at a moment; an account that nobody settled is a campus person without any. */
export function findPrincipal({ store }: { store: AccountStore }) {
  return async (accountId: string, at: Date): Promise<Principal> => {
    const account = await store.find(accountId);
    return { accountId, assignments: account === undefined ? [] : assignmentsOn(account, chinaDay(at)) };
  };
}
