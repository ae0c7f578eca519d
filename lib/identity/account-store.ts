import type { Account } from "./account.ts";

export interface StoredAccount extends Account {
  readonly version: number;
}

export interface AccountStore {
  /** Strongly consistent, so that a change of roles applies at the next request. */
  find(accountId: string): Promise<StoredAccount | undefined>;
  /** Those that exist, by id; as consistent as `find`. */
  findMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, StoredAccount>>;
  /** The names that are known, by account. */
  findNames(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
