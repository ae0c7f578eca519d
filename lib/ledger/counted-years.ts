import { sideBySide } from "../shared/side-by-side.ts";
import type { BookStore } from "./ledger-store.ts";

interface WantedYears<Entry, Year> {
  readonly owners: readonly string[];
  readonly year: number;
  readonly count: (entries: readonly Entry[], owner: string) => Year;
}

/**
 * The sums of many books. Sums of a former release, which counted less, are counted anew from the entries until the next
 * fact about that year writes them again. Units: half a unit a book, and 1 for some 10 entries of each outdated one.
 */
export async function countedYears<Entry extends { readonly version: number }, Year>(
  books: Pick<BookStore<Entry, Year>, "findYears" | "listEntries">,
  { owners, year, count }: WantedYears<Entry, Year>,
): Promise<ReadonlyMap<string, Year>> {
  const { counted, outdated } = await books.findYears(owners, year);
  const anew = await sideBySide(
    outdated,
    async (owner) => [owner, count(await books.listEntries({ owner, year }), owner)] as const,
  );
  return new Map([...counted, ...anew]);
}
