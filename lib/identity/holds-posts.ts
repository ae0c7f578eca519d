import type { Account } from "./account.ts";

/** Whether an account holds a post beyond a day; the account keeps posts that ran out until it changes. */
export function holdsPostsAfter(account: Pick<Account, "held"> | undefined, day: string): boolean {
  return account?.held.some(({ to }) => to === null || to > day) ?? false;
}
