import { buildFact, type Circumstances } from "../shared/event.ts";
import type { Address, Gateways } from "./channels/gateway.ts";
import { type Batch, channels, delayBefore, deliveryIdOf, maximumAttempts, type Outcome } from "./delivery.ts";
import type { BatchCounts, DeliveryState, DeliveryStore } from "./delivery-store.ts";
import { DeliveryFailed } from "./events.ts";
import { rulesOfKind } from "./kinds.ts";
import type { StoredMessage } from "./message.ts";
import type { MessageStore } from "./message-store.ts";
import { defaultPreferences, isQuietAt, isWanted, type Preferences } from "./preferences.ts";

export interface SendDependencies {
  readonly store: Pick<MessageStore, "find">;
  readonly deliveries: DeliveryStore;
  readonly gateways: Gateways;
  /** How people are reached, as their records say now. */
  readonly findAddresses: (recipientIds: readonly string[]) => Promise<ReadonlyMap<string, Address>>;
  /** Puts what is left of a batch back into its queue for later. */
  readonly tryLater: (batch: Batch, delaySeconds: number) => Promise<void>;
  /** Sets aside what was tried often enough. */
  readonly giveUp: (batch: Batch) => Promise<void>;
  readonly clock: () => Date;
}

/** A sender that has not come back for so long is taken for lost: longer than any sender may run. */
const lostAfterMs = 120_000;

/** Recipients of a batch that are served at the same time; providers take a few connections gladly. */
const sideBySide = 5;

type Left = { readonly recipientId: string; readonly reason: "throttled" | "unavailable" | "night" };

/**
 * Sends a batch by its channel: each recipient once, whatever is repeated. Whoever could not be reached for now is tried
 * again alone, later; the others are done. Units: 1 for the message, 1 for address and preference of each, 3 writes each.
 */
export function sendDeliveries(dependencies: SendDependencies) {
  return async (batch: Batch, circumstances: Circumstances): Promise<void> => {
    const { store, deliveries, findAddresses, tryLater, giveUp, clock } = dependencies;
    const message = await store.find(batch.messageId);
    if (message === undefined) throw new Error("a message to deliver is missing");
    const wanted = batch.pending ?? batch.recipientIds;
    const [addresses, preferences] = await Promise.all([findAddresses(wanted), deliveries.findPreferences(wanted)]);
    const left: Left[] = [];
    for (let start = 0; start < wanted.length; start += sideBySide) {
      const outcomes = await Promise.allSettled(
        wanted.slice(start, start + sideBySide).map(async (recipientId) => {
          const one = { recipientId, address: addresses.get(recipientId), preferences: preferences.get(recipientId) };
          const reason = await deliver(dependencies, { batch, message, ...one });
          if (reason !== undefined) left.push({ recipientId, reason });
        }),
      );
      // Nothing goes on behind a failure: the batch comes back as a whole.
      for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    }
    await noteProgress(deliveries, batch, clock());
    if (left.length === 0) return;
    const isNight = left.every(({ reason }) => reason === "night");
    const next = {
      ...batch,
      pending: left.map(({ recipientId }) => recipientId),
      attempt: batch.attempt + (isNight ? 0 : 1),
    };
    if (next.attempt < maximumAttempts) {
      const [slowest] = left.map(({ reason }) => delayBefore(reason, batch.attempt)).sort((one, other) => other - one);
      return await tryLater(next, slowest ?? 0);
    }
    await giveUp({ ...next, attempt: 0 });
    const fact = buildFact(
      DeliveryFailed,
      { ...circumstances, at: clock() },
      {
        subject: { kind: "message", id: batch.messageId },
        occasion: batch.batchId,
        organizationId: message.senderOrganizationId,
        data: { channel: batch.channel, recipients: left.length },
      },
    );
    await deliveries.tellFailure(batch.messageId, batch.batchId, fact);
  };
}

interface One {
  readonly batch: Batch;
  readonly message: StoredMessage;
  readonly recipientId: string;
  readonly address: Address | undefined;
  readonly preferences: Preferences | undefined;
}

/** Gives why it is to be tried later; undefined: it is settled. */
async function deliver(dependencies: SendDependencies, one: One): Promise<Left["reason"] | undefined> {
  const { deliveries, clock } = dependencies;
  const { batch, message, recipientId } = one;
  const now = clock();
  const { isUrgent } = rulesOfKind(message.kind);
  const preferences = one.preferences ?? defaultPreferences;
  if (message.recalled === null && !isUrgent && isQuietAt(preferences, now)) return "night";

  const id = deliveryIdOf(batch, recipientId);
  const lostBefore = new Date(now.getTime() - lostAfterMs).toISOString();
  const claim = await deliveries.claim({ id, batchId: batch.batchId, at: now.toISOString(), lostBefore });
  if (claim === "sending") return "unavailable";
  if (claim !== "claimed" && claim !== "lost") return undefined;
  const mark = (state: DeliveryState) => deliveries.mark(id, state, clock().toISOString());
  if (claim === "lost" && channels[batch.channel].whenUncertain === "leave") {
    await mark("uncertain");
    return undefined;
  }
  const outcome = await outcomeOf(dependencies, { ...one, preferences }, isUrgent);
  if (outcome.state === "retry") {
    await mark("waiting");
    return outcome.reason;
  }
  await mark(outcome.state === "sent" ? "sent" : outcome.reason);
  return undefined;
}

async function outcomeOf(
  { gateways }: SendDependencies,
  { batch, message, recipientId, address, preferences }: One & { preferences: Preferences },
  isUrgent: boolean,
): Promise<Outcome> {
  if (message.recalled !== null) return { state: "failed", reason: "recalled" };
  if (!isWanted(preferences, batch.channel, isUrgent)) return { state: "failed", reason: "declined" };
  const gateway = gateways[batch.channel];
  const to = address && gateway?.addressOf({ ...address, email: preferences.email });
  if (gateway === undefined || to == null) return { state: "failed", reason: "no_address" };
  try {
    return await gateway.send({ to, message, deliveryId: deliveryIdOf(batch, recipientId) });
  } catch {
    // A line that broke says nothing about the recipient.
    return { state: "retry", reason: "unavailable" };
  }
}

/** Counts the whole batch from what is stored: also after a repeat the numbers are right. */
async function noteProgress(deliveries: DeliveryStore, batch: Batch, at: Date): Promise<void> {
  const found = await deliveries.findStates(batch.recipientIds.map((recipientId) => deliveryIdOf(batch, recipientId)));
  const counts: Record<string, number> = {};
  for (const recipientId of batch.recipientIds) {
    const delivery = found.get(deliveryIdOf(batch, recipientId));
    // Somebody who changed the branch meanwhile stands in two batches, and counts in the one that took the delivery.
    if (delivery !== undefined && delivery.batchId !== batch.batchId) continue;
    const state = delivery?.state ?? "waiting";
    counts[state] = (counts[state] ?? 0) + 1;
  }
  await deliveries.saveBatch(batch.messageId, batch.channel, batch.batchId, counts as BatchCounts, at);
}
