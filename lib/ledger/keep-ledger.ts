import type { Outcome } from "../shared/event.ts";
import { ledgerYearOf } from "./count-ledger.ts";
import type { LedgerEntry, PersonEntry } from "./ledger.ts";
import type { Book, BookStore, LedgerStore } from "./ledger-store.ts";
import { personYearOf } from "./study-hours.ts";

/** An activity as it stands now, for the books: its own numbers, and the people once the head stands for them. */
export interface LedgerActivity {
  readonly entry: Omit<LedgerEntry, "state">;
  readonly state: string;
  /** The organisations in whose books it stands, the host last; "declined": takes no part any more. */
  readonly organizations: readonly { readonly organizationId: string; readonly isDeclined: boolean }[];
  /** Everybody of whom the confirmed record says anything. */
  readonly people: readonly (PersonEntry & { readonly personId: string })[];
}

/** Where the activities are; they are asked for what stands now, so that the order of facts does not matter. */
export interface ActivitySource {
  find(activityId: string): Promise<LedgerActivity | undefined>;
  /** Tells that the books have this version of a confirmed activity. */
  markFiled(activityId: string, version: number): Promise<void>;
}

export interface KeepDependencies {
  readonly store: LedgerStore;
  readonly activities: ActivitySource;
}

/** Somebody else may be counting the same book; whoever loses counts again. */
const attempts = 10;
/** Books written side by side. */
const sideBySide = 10;

/**
 * Brings the books of an activity up to date, whichever of its facts came: the organisations that hold it, and the people
 * who were due or there once it is confirmed. Entries hold the version that they show, sums are counted anew from all
 * entries of the year; repeats, gaps and disorder do no harm. Units: for each book 2 writes, 1 read, and 1 read for some
 * 10 entries of the year.
 */
export function keepLedger({ store, activities }: KeepDependencies) {
  return async (activityId: string): Promise<Outcome> => {
    const activity = await activities.find(activityId);
    if (activity === undefined) return "already_done";
    const isConfirmed = activity.state === "confirmed" || activity.state === "filed";
    const state = isConfirmed ? "filed" : activity.state;
    if (await isKept(store, activity, state)) return "already_done";
    const year = Number(activity.entry.day.slice(0, 4));
    await inGroups(isConfirmed ? activity.people : [], async ({ personId, ...entry }) => {
      await enter(store.people, { owner: personId, year }, entry, (entries) => personYearOf(entries));
    });
    // The host comes last: its entry says that everything before is written.
    for (const { organizationId, isDeclined } of activity.organizations) {
      const entry = { ...activity.entry, state: isDeclined ? "declined" : state };
      await enter(store.organizations, { owner: organizationId, year }, entry, ledgerYearOf);
    }
    if (activity.state === "confirmed") await activities.markFiled(activityId, activity.entry.version);
    return "done";
  };
}

async function isKept(store: LedgerStore, { entry, state: now }: LedgerActivity, state: string): Promise<boolean> {
  if (now === "confirmed") return false;
  const book = { owner: entry.hostOrganizationId, year: Number(entry.day.slice(0, 4)) };
  const kept = await store.organizations.findEntry(book, entry.activityId);
  return (
    kept !== undefined && (kept.version > entry.version || (kept.version === entry.version && kept.state === state))
  );
}

/** Writes an entry and counts its book. A later version that is there already stays; the count is right either way. */
async function enter<Entry extends { readonly version: number }, Year>(
  books: BookStore<Entry, Year>,
  book: Book,
  entry: Entry,
  count: (entries: readonly Entry[], owner: string) => Year,
): Promise<void> {
  await books.putEntry(book, entry);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // The revision is read before the entries: whoever wrote one since has made the write below fail, or counts after it.
    const { revision } = await books.findYear(book);
    if (await books.putYear(book, count(await books.listEntries(book), book.owner), revision)) return;
  }
  throw new Error("the book is being counted elsewhere");
}

async function inGroups<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += sideBySide) {
    await Promise.all(items.slice(start, start + sideBySide).map(work));
  }
}
