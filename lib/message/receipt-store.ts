import type { Fact } from "../shared/event.ts";

/** That somebody has read a message, and where that counts: at the organisation at which it reached them first. */
export interface Reading {
  readonly messageId: string;
  readonly recipientId: string;
  readonly organizationId: string;
  readonly readAt: string;
  readonly confirmedAt: string | null;
}

export interface Counts {
  readonly read: number;
  readonly confirmed: number;
}

export interface Tally {
  /** Of the people whom the message reached at this very organisation. */
  readonly own: Counts;
  /** Of everything below it. */
  readonly below: Counts;
  /** What the superior has of both. */
  readonly passedOn: (Counts & { readonly parentId: string }) | null;
  readonly revision: number;
}

export const emptyTally: Tally = {
  own: { read: 0, confirmed: 0 },
  below: { read: 0, confirmed: 0 },
  passedOn: null,
  revision: 0,
};

/** One step of the roll-up: what an organisation gives on, and to whom. */
export interface Passing {
  readonly organizationId: string;
  readonly before: Tally;
  readonly passedOn: Counts & { readonly parentId: string };
}

/** A transaction takes 100 items; a passing that changes its superior brings three along. */
export const maximumPassings = 30;

export interface ReceiptStore {
  /** Strongly consistent. */
  findReading(messageId: string, recipientId: string): Promise<Reading | undefined>;
  /** Those among the messages from one id to another that somebody has read. */
  listReadings(recipientId: string, from: string, to: string): Promise<readonly Reading[]>;
  /** Of many people, for one message. */
  findReadings(messageId: string, recipientIds: readonly string[]): Promise<ReadonlyMap<string, Reading>>;
  /** A first reading; `false` when there is one. */
  begin(reading: Reading): Promise<boolean>;
  /** Adds the confirmation, once. */
  confirm(reading: Reading): Promise<void>;
  findCursor(recipientId: string): Promise<string | undefined>;
  saveCursor(recipientId: string, messageId: string): Promise<void>;

  /** Notes that an organisation reminds its people of a message; `false`: it did so on that day already. */
  beginNudge(messageId: string, organizationId: string, day: string): Promise<boolean>;

  /** Counts the receipts themselves. Strongly consistent. */
  countReaders(messageId: string, organizationId: string): Promise<Counts>;
  /** Strongly consistent. */
  findTally(messageId: string, organizationId: string): Promise<Tally>;
  /** May lag behind. */
  findTallies(messageId: string, organizationIds: readonly string[]): Promise<ReadonlyMap<string, Tally>>;
  /** `false`: it was changed meanwhile. */
  saveOwn(messageId: string, organizationId: string, before: Tally, own: Counts): Promise<boolean>;
  /** All of them or, `false`, none. */
  pass(messageId: string, passings: readonly Passing[]): Promise<boolean>;
  /** Tells a milestone once. */
  tellMilestone(messageId: string, name: string, fact: Fact): Promise<void>;
}
