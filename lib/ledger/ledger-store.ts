import type { LedgerEntry, LedgerYear, PersonEntry, PersonYear } from "./ledger.ts";

/** One year of an organisation or of a person. */
export interface Book {
  /** An organisation or a person. */
  readonly owner: string;
  readonly year: number;
}

/** What a book holds: entries, and sums over them. */
export interface BookStore<Entry extends { readonly version: number }, Year> {
  /** Consistent. */
  listEntries(book: Book): Promise<Entry[]>;
  findEntry(book: Book, activityId: string): Promise<Entry | undefined>;
  /** `false` when the book holds a later version of the activity. */
  putEntry(book: Book, entry: Entry): Promise<boolean>;
  /** The sums with their revision; revision 0 when there are none yet, no sums where they are outdated. Consistent. */
  findYear(book: Book): Promise<{ year: Year | undefined; revision: number }>;
  /** `false` when somebody else counted meanwhile. */
  putYear(book: Book, year: Year, formerRevision: number): Promise<boolean>;
  /** The sums of many books; those without any are left out. May lag behind by moments. */
  findYears(owners: readonly string[], year: number): Promise<FoundYears<Year>>;
}

export interface FoundYears<Year> {
  readonly counted: ReadonlyMap<string, Year>;
  /** Whose sums a former release wrote, without some of what is counted now. */
  readonly outdated: readonly string[];
}

export interface LedgerStore {
  readonly organizations: BookStore<LedgerEntry, LedgerYear>;
  readonly people: BookStore<PersonEntry, PersonYear>;
}
