import type { Account } from "./account.ts";

export interface StoredAccount extends Account {
  readonly version: number;
}

export interface AccountStore {
  /** Strongly consistent, so that a change of roles applies at the next request. */
  find(accountId: string): Promise<StoredAccount | undefined>;
  /** The names that are known, by account. */
  findNames(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
