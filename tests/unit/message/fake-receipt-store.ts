import {
  type Counts,
  emptyTally,
  type Reading,
  type ReceiptStore,
  type Tally,
} from "../../../lib/message/receipt-store.ts";

type Counting = Pick<ReceiptStore, "begin" | "confirm" | "countReaders" | "findTally" | "saveOwn" | "pass">;

/** Keeps receipts and tallies as the table does, one message only. `pause` stands before each call and may throw. */
export function fakeReceiptStore(pause: () => void = () => undefined) {
  const readings = new Map<string, Reading>();
  const byPlace = new Map<string, Map<string, Reading>>();
  const tallies = new Map<string, Tally>();
  const keep = (reading: Reading) => {
    readings.set(reading.recipientId, reading);
    const place = byPlace.get(reading.organizationId) ?? new Map<string, Reading>();
    byPlace.set(reading.organizationId, place.set(reading.recipientId, reading));
  };
  const tallyOf = (organizationId: string) => tallies.get(organizationId) ?? emptyTally;
  const add = (organizationId: string, { read, confirmed }: Counts, sign: 1 | -1) => {
    const tally = tallyOf(organizationId);
    const below = { read: tally.below.read + sign * read, confirmed: tally.below.confirmed + sign * confirmed };
    tallies.set(organizationId, { ...tally, below, revision: tally.revision + 1 });
  };
  const countAt = (organizationId: string): Counts => {
    const all = [...(byPlace.get(organizationId)?.values() ?? [])];
    return { read: all.length, confirmed: all.filter(({ confirmedAt }) => confirmedAt !== null).length };
  };

  const store: Counting = {
    async begin(reading) {
      pause();
      if (readings.has(reading.recipientId)) return false;
      keep(reading);
      return true;
    },
    async confirm(reading) {
      pause();
      const known = readings.get(reading.recipientId);
      if (known !== undefined && known.confirmedAt === null) keep({ ...known, confirmedAt: reading.confirmedAt });
    },
    async countReaders(_messageId, organizationId) {
      pause();
      return countAt(organizationId);
    },
    async findTally(_messageId, organizationId) {
      pause();
      return tallyOf(organizationId);
    },
    async saveOwn(_messageId, organizationId, before, own) {
      pause();
      const tally = tallyOf(organizationId);
      if (tally.revision !== before.revision) return false;
      tallies.set(organizationId, { ...tally, own, revision: tally.revision + 1 });
      return true;
    },
    async pass(_messageId, passings) {
      pause();
      if (passings.some(({ organizationId, before }) => tallyOf(organizationId).revision !== before.revision))
        return false;
      for (const { organizationId, before, passedOn } of passings) {
        tallies.set(organizationId, { ...tallyOf(organizationId), passedOn, revision: before.revision + 1 });
        if (before.passedOn !== null) add(before.passedOn.parentId, before.passedOn, -1);
        add(passedOn.parentId, passedOn, 1);
      }
      return true;
    },
  };
  return { store, tallyOf, countAt, places: () => [...byPlace.keys()] };
}
