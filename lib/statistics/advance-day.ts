import { addDays, type PlainDate } from "../rules/calendar/plain-date.ts";
import { chinaDay } from "../shared/clock.ts";
import type { Outcome } from "../shared/event.ts";
import { maximumStandings, type StatisticsStore } from "./statistics-store.ts";

export interface AdvanceDependencies {
  readonly store: Pick<StatisticsStore, "findDay" | "saveDay" | "listChangingOn">;
  readonly count: (personIds: readonly string[], day: string) => Promise<ReadonlyMap<string, Outcome>>;
}

/** So far back a first run looks, should the days before it have failed: nobody is counted before the installation. */
const firstLookBackDays = 40;

/**
 * Moves everybody whose band of age or Party age changes to the new one, for each day since the last time. Only those
 * people are read: of 50,000 some 60 a day. Units: 1 read a day, and what counting them needs.
 */
export function advanceDay({ store, count }: AdvanceDependencies) {
  return async (scheduledFor: Date): Promise<Readonly<Record<string, number>>> => {
    const today = chinaDay(scheduledFor) as PlainDate;
    const last = ((await store.findDay()) as PlainDate | undefined) ?? addDays(today, -firstLookBackDays);
    let changed = 0;
    for (let day = addDays(last, 1); day <= today; day = addDays(day, 1)) {
      changed += await advanceTo(day, { store, count });
      await store.saveDay(day);
    }
    return { changed };
  };
}

async function advanceTo(day: string, { store, count }: AdvanceDependencies): Promise<number> {
  let changed = 0;
  let from: string | null = null;
  do {
    // Whoever was moved is no longer on the list; a page goes on by its key, so nobody is passed over.
    const page = await store.listChangingOn(day, { limit: maximumStandings, from });
    const outcomes = await count(page.items, day);
    changed += [...outcomes.values()].filter((outcome) => outcome === "done").length;
    from = page.next;
  } while (from !== null);
  return changed;
}
