import { chinaDay } from "../shared/clock.ts";
import type { ReminderChannel } from "./ladder-steps.ts";
import { type ObligationStore, type Reminder, type ReminderLine, sweepShards } from "./obligation-store.ts";
import { linesFor } from "./read-reminders.ts";

/** What one person is told of a day: how much, not what, which only the platform shows. */
export interface DigestNotice {
  readonly accountId: string;
  readonly day: string;
  readonly duties: number;
  readonly organizations: number;
  /** By which the steps want it to go out; null: by all that there are. */
  readonly channels: readonly ReminderChannel[] | null;
}

/**
 * Sends the digests of the day to those who are to be reached outside the list of reminders, one message each. A run that
 * was cut off goes on with those who were not told; telling twice is for `tell` to prevent. Units: one read a shard, and
 * for each person 1 read and 1 write, and one query for each organisation.
 */
export function tellDigests({
  store,
  tell,
}: {
  readonly store: Pick<ObligationStore, "listUntold" | "findDigest" | "listReminders" | "markTold">;
  readonly tell: (notice: DigestNotice) => Promise<void>;
}) {
  return async (scheduledFor: Date): Promise<Readonly<Record<string, number>>> => {
    const day = chinaDay(scheduledFor);
    const known = new Map<string, readonly Reminder[]>();
    const remindersOf = async (organizationId: string) => {
      const found = known.get(organizationId) ?? (await store.listReminders(organizationId, { from: day }));
      known.set(organizationId, found);
      return found;
    };
    let people = 0;
    for (let shard = 0; shard < sweepShards; shard++) {
      for (const accountId of await store.listUntold(day, shard)) {
        const digest = await store.findDigest(accountId, day);
        const ids = [...new Set(digest?.parts.map(({ organizationId }) => organizationId))];
        const reminders = (await Promise.all(ids.map(remindersOf))).flat();
        const lines = digest === undefined ? [] : linesFor(digest, reminders);
        if (lines.length > 0) {
          const organizations = new Set(lines.map(({ organizationId }) => organizationId)).size;
          await tell({ accountId, day, duties: lines.length, organizations, channels: channelsOf(lines) });
          people++;
        }
        await store.markTold(accountId, day);
      }
    }
    return { people };
  };
}

/** What any of the steps wants, so that none of them stays unheard. */
function channelsOf(lines: readonly ReminderLine[]): readonly ReminderChannel[] | null {
  const wanted = lines.filter(({ isPushed }) => isPushed).map(({ channels }) => channels);
  const named = wanted.filter((channels) => channels !== null);
  return named.length < wanted.length ? null : [...new Set(named.flat())];
}
