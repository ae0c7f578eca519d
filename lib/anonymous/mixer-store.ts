import type { Bytes } from "../feedback-protocol/bytes.ts";
import type { StoredWeek } from "./directory.ts";

/** An envelope in the pool. */
export interface Pooled {
  readonly pk: string;
  readonly sk: string;
  readonly outer: Bytes;
}

export interface Release {
  readonly day: string;
  readonly commits: readonly string[];
  readonly weeks: Readonly<Record<string, number>>;
  readonly isComplete: boolean;
}

/** A message as the recipients' browsers get it. */
export interface Delivered {
  readonly commit: string;
  readonly inner: Bytes;
  readonly epoch: string;
}

export interface MixerStore {
  listWeeks(): Promise<readonly StoredWeek[]>;
  listPooled(week: Pick<StoredWeek, "campaignId" | "epoch">): Promise<readonly Pooled[]>;
  removePooled(pooled: readonly Pooled[]): Promise<void>;
  listReleases(campaignId: string): Promise<readonly Release[]>;
  saveRelease(campaignId: string, release: Release): Promise<void>;
  /** Since which day a group that is too small has been waiting. */
  findHeldSince(campaignId: string): Promise<string | undefined>;
  saveHeldSince(campaignId: string, day: string | undefined): Promise<void>;
  /** Writing the same message again changes nothing. */
  deliver(campaignId: string, day: string, messages: readonly Delivered[]): Promise<void>;
  /** In an order that says nothing. */
  listReplies(campaignId: string): Promise<readonly string[]>;
}
