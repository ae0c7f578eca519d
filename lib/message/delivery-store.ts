import type { Fact } from "../shared/event.ts";
import type { Channel, FinalReason } from "./delivery.ts";

/** "elsewhere": another batch has it. "digest": it waits for the mail in which several are told together. */
export type DeliveryState = "sending" | "waiting" | "sent" | "digest" | "elsewhere" | FinalReason;

/** How far a message was expanded into deliveries. The organisations are those of the moment at which it began. */
export interface Expansion {
  readonly messageId: string;
  readonly state: "running" | "paused" | "done" | "recalled";
  readonly organizationIds: readonly string[];
  /** So many of them are done. */
  readonly position: number;
  readonly recipients: number;
  readonly channels: readonly Channel[];
  readonly version: number;
}

/** How the recipients of one batch stand. */
export type BatchCounts = Readonly<Partial<Record<DeliveryState, number>>>;

export interface DeliveryStore {
  /** Strongly consistent. */
  findExpansion(messageId: string): Promise<Expansion | undefined>;
  /** `false`: somebody else was faster. */
  saveExpansion(expansion: Expansion, expectedVersion: number | undefined, facts?: readonly Fact[]): Promise<boolean>;
  /**
   * Takes a delivery before it is sent: done once for a recipient and channel, again for one that waits, or whose sender
   * did not come back since `lostBefore` ("lost"). Gives the state that keeps it from being taken.
   */
  claim(delivery: {
    id: string;
    batchId: string;
    at: string;
    lostBefore: string;
  }): Promise<DeliveryState | "claimed" | "lost">;
  mark(id: string, state: DeliveryState, at: string): Promise<void>;
  findStates(ids: readonly string[]): Promise<ReadonlyMap<string, { state: DeliveryState; batchId: string }>>;
  /** Replaces what was known of the batch, so that a repeat counts nothing twice. */
  saveBatch(messageId: string, channel: Channel, batchId: string, counts: BatchCounts, at: Date): Promise<void>;
  listBatches(messageId: string): Promise<readonly { channel: Channel; counts: BatchCounts }[]>;
  /** Tells once for each batch that recipients were given up. */
  tellFailure(messageId: string, batchId: string, fact: Fact): Promise<void>;
}
