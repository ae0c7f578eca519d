import type { Fact } from "../shared/event.ts";
import type { Channel, FinalReason, ReportedOutcome } from "./delivery.ts";

/** "elsewhere": another batch has it. "digest": it waits for the mail in which several are told together. */
export type DeliveryState = "sending" | "waiting" | "sent" | "digest" | "elsewhere" | FinalReason;

/** How far a message was expanded into deliveries. The organisations are those of the moment at which it began. */
export interface Expansion {
  readonly messageId: string;
  readonly state: "running" | "paused" | "done" | "recalled";
  readonly organizationIds: readonly string[];
  /** Whether campus people follow after the organisations, part by part of their roll. */
  readonly withCampus: boolean;
  /** So many of them are done; beyond their number, parts of the roll. */
  readonly position: number;
  readonly recipients: number;
  readonly channels: readonly Channel[];
  readonly version: number;
}

/** How the recipients of one batch stand. */
export type BatchCounts = Readonly<Partial<Record<DeliveryState, number>>>;

/** How a delivery stands, and which batch took it. */
export interface Standing {
  readonly state: DeliveryState;
  readonly batchId: string;
  /** The provider's own id of it. */
  readonly providerId?: string | undefined;
  /** What the provider told of it since. */
  readonly reported?: ReportedOutcome | undefined;
}

/** What a provider told of a delivery by its own id, before that id was known here. */
export interface EarlyReports {
  readonly outcomes: readonly ReportedOutcome[];
  /** Fingerprints of addresses that take nothing more: whose they are is not known yet. */
  readonly dead: readonly string[];
}

/** A report as it is counted, with the fact of a failure where it is one. */
export interface Report {
  readonly deliveryId: string;
  readonly outcome: ReportedOutcome;
  readonly at: Date;
  readonly failure: Fact | undefined;
}

/** What providers reported of the deliveries of a message. */
export type ReportCounts = Readonly<Partial<Record<Channel, Readonly<Partial<Record<ReportCount, number>>>>>>;
export type ReportCount = ReportedOutcome | "found";

export interface DeliveryStore {
  /** Strongly consistent. */
  findExpansion(messageId: string): Promise<Expansion | undefined>;
  /** `false`: somebody else was faster. */
  saveExpansion(expansion: Expansion, expectedVersion: number | undefined, facts?: readonly Fact[]): Promise<boolean>;
  /**
   * Takes a delivery before it is sent: done once for a recipient and channel, again for one that waits, or whose sender
   * did not come back since `lostBefore` ("lost"), unless its provider has told of it. Otherwise gives how it stands.
   */
  claim(delivery: {
    id: string;
    batchId: string;
    at: string;
    lostBefore: string;
  }): Promise<Standing | "claimed" | "lost">;
  mark(id: string, state: DeliveryState, at: string, providerId?: string): Promise<void>;
  /** `false`: the provider has told of it meanwhile, so that it was sent. */
  markUncertain(id: string, at: string): Promise<boolean>;
  findStates(ids: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /** Replaces what was known of the batch, so that a repeat counts nothing twice. */
  saveBatch(messageId: string, channel: Channel, batchId: string, counts: BatchCounts, at: Date): Promise<void>;
  listBatches(messageId: string): Promise<readonly { channel: Channel; counts: BatchCounts }[]>;
  /** Remembers for some days which delivery a provider means by its own id; gives what it told of it before. */
  linkProviderId(providerId: string, deliveryId: string, at: Date): Promise<EarlyReports>;
  /** Which delivery a provider means; where that is not known yet, keeps what it tells for whoever links the id. */
  findOrKeep(providerId: string, early: EarlyReports, at: Date): Promise<string | undefined>;
  /** Counts a report that tells more than those before it, in their place; nothing where there is no such delivery. */
  noteReport(report: Report): Promise<void>;
  /** With those whose sender had left open whether it sent (`found`). */
  countReports(messageId: string): Promise<ReportCounts>;
  /** Tells once for each batch that recipients were given up. */
  tellFailure(messageId: string, batchId: string, fact: Fact): Promise<void>;
}
