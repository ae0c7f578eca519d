import type { Fact } from "../shared/event.ts";
import type { ChannelDecision, ChannelPolicyStore } from "./channel-policy.ts";
import type { BouncingChannel, KeptPreferences, Preferences } from "./preferences.ts";
import type { KeptSubscription } from "./push-subscription.ts";

/** Into so many parts the roll of campus people is spread, each read at once. */
export const rollParts = 16;

/** How people and groups want to be reached. */
export interface ReachStore extends ChannelPolicyStore {
  findPreferences(recipientIds: readonly string[]): Promise<ReadonlyMap<string, KeptPreferences>>;
  /** Whoever saves is believed again that the address is right. */
  savePreferences(recipientId: string, preferences: Preferences): Promise<void>;
  /** That an address of somebody takes nothing; of e-mail, unless another one was given meanwhile. */
  noteBounce(recipientId: string, channel: BouncingChannel, address: string): Promise<void>;
  /** Notes that somebody who stands in no list wants to be told outside of the application. */
  enrol(accountId: string): Promise<void>;
  /** Accounts of those who said so once, some by some: `part` counts from 0 to `rollParts`. */
  listEnrolled(part: number): Promise<readonly string[]>;
  findSubscriptions(recipientIds: readonly string[]): Promise<ReadonlyMap<string, readonly KeptSubscription[]>>;
  saveSubscriptions(recipientId: string, subscriptions: readonly KeptSubscription[]): Promise<void>;
  /** `false`: somebody else was faster. */
  saveDecision(decision: ChannelDecision, expectedVersion: number, facts: readonly Fact[]): Promise<boolean>;
}
