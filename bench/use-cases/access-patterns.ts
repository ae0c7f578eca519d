import type { Route } from "../../lib/shared/route.ts";

/** The least that an access pattern can consume: eventually consistent reads of 4 KB are half a unit, writes of 1 KB one. */
export interface AccessPattern {
  readonly read: number;
  readonly write: number;
  readonly why: string;
}

const pattern = (read: number, write: number, why: string): AccessPattern => ({ read, write, why });

/** What a route does with its tables, once access is granted. */
export const accessPatterns = {
  item: pattern(0.5, 0, "one item by its key"),
  own: pattern(1, 0, "who asks, as a person, and one item by its key"),
  page: pattern(0.5, 0, "a page of one partition, 4 KB"),
  ownPage: pattern(1, 0, "who asks, as a person, and a page of one partition"),
  pages: pattern(1, 0, "two partitions, or 8 KB of one"),
  names: pattern(1, 0, "a page, and the names for its ids in one batch"),
  tree: pattern(6, 0, "100 organisations of 450 bytes in one query"),
  inbox: pattern(3.5, 0, "who asks, four nodes above and the own partition, and what was read there"),
  opened: pattern(1.5, 0, "who asks, the message, and the own receipt"),
  search: pattern(1.5, 0, "the index of names, and the cards of a page"),
  chain: pattern(20, 0, "every link of the hash chain: its length decides"),
  bytes: pattern(1, 0, "the item, and the object of S3"),
  queue: pattern(0, 0, "letters of a queue, no table"),
  put: pattern(0, 1, "one item, nobody has to know"),
  check: pattern(0.5, 1, "one item on a condition, after a look at what it belongs to"),
  everything: pattern(
    20,
    4,
    "every table that holds something about a person, and the line of the history that says so",
  ),
  ownPut: pattern(0.5, 1, "who asks, and one item"),
  receipt: pattern(1, 2, "the receipt and the mark for the roll-up"),
  place: pattern(1, 2, "the place and the list, each one item"),
  change: pattern(1, 4, "the item with its facts and the line of its history, in one transaction: twice two"),
  indexed: pattern(1, 5, "as a change, and the item in one index"),
  passing: pattern(1, 2, "one item with its facts; no history, no transaction"),
  register: pattern(
    1,
    16,
    "person, number, identity, line and two indexes, and up to five search terms, in one transaction",
  ),
  moved: pattern(1, 16, "as registering: card, indexes and search terms stand under the new place"),
  post: pattern(1, 6, "message, copy of the sender and entry of one node, in one transaction"),
  seat: pattern(1.5, 8, "appointment, seat, account and history, in one transaction"),
  subtree: pattern(1.5, 16, "each organisation of a small subtree, twice, in one transaction"),
} as const satisfies Record<string, AccessPattern>;

export type PatternName = keyof typeof accessPatterns;

/** The look at the account, always strongly consistent: a role that was taken away is gone at the next request. */
const account = 1;
const path = 0.5;
const home = 0.5;

/** What every call of a route reads before it begins: who asks, and whether they may, there. */
export function accessUnits({ access }: Pick<Route, "access">): number {
  if (access.kind === "public") return 0;
  if (access.kind === "authenticated" || access.at === "anywhere") return account;
  if (access.at === "root") return account + path;
  return account + access.at.reduce((sum, { field }) => sum + path + (field === "personId" ? home : 0), 0);
}
