import type { Circumstances } from "../shared/event.ts";
import type { Address } from "./channels/gateway.ts";
import { type ContentSource, findContent } from "./content.ts";
import { type DeliverDependencies, deliver, isLater, type Later, type Result } from "./deliver.ts";
import { type Batch, type Channel, channels, delayBefore, deliveryIdOf, maximumAttempts } from "./delivery.ts";
import type { BatchCounts, DeliveryStore, Standing } from "./delivery-store.ts";
import type { DigestStore } from "./digest-store.ts";
import type { ReachStore } from "./reach-store.ts";
import { tellFailure } from "./tell-failure.ts";

export interface SendDependencies extends DeliverDependencies, ContentSource {
  readonly digests: Pick<DigestStore, "collect" | "listCollected">;
  readonly deliveries: DeliveryStore;
  readonly reach: Pick<ReachStore, "findPreferences" | "noteBounce">;
  /** How people are reached by a channel, as their records say now. */
  readonly findAddresses: (recipientIds: readonly string[], channel: Channel) => Promise<ReadonlyMap<string, Address>>;
  /** Puts what is left of a batch back into its queue for later. */
  readonly tryLater: (batch: Batch, delaySeconds: number) => Promise<void>;
  /** Sets aside what was tried often enough. */
  readonly giveUp: (batch: Batch) => Promise<void>;
  /** For whoever watches over the channels. */
  readonly tellResults: (results: BatchResults) => void;
}

/** Recipients of a batch by what this run made of them. */
export interface BatchResults {
  readonly channel: Channel;
  readonly sent: number;
  readonly failed: number;
  readonly putOff: number;
}

/** What was paused is looked at again so often: a resumed message goes on within two minutes. */
const pausedSeconds = 120;

type Left = { readonly recipientId: string; readonly reason: Later };

/**
 * Sends a batch by its channel: each recipient once, whatever is repeated. Whoever could not be reached for now is tried
 * again alone, later; the others are done. Units: 2 for the message, half a unit for the preferences of each (and as much
 * for an address, by channels other than e-mail), 2 writes each; a unit more for each whom another try has brought.
 */
export function sendDeliveries(dependencies: SendDependencies) {
  return async (batch: Batch, circumstances: Circumstances): Promise<void> => {
    const { deliveries, reach, findAddresses, clock } = dependencies;
    if (batch.digestDay === undefined && (await deliveries.findExpansion(batch.messageId))?.state === "paused") {
      return await dependencies.tryLater(batch, pausedSeconds);
    }
    const content = await findContent(dependencies, batch);
    const wanted = batch.pending ?? batch.recipientIds;
    const [addresses, preferences] = await Promise.all([
      findAddresses(wanted, batch.channel),
      reach.findPreferences(wanted),
    ]);
    const left: Left[] = [];
    const results: Result[] = [];
    const known = new Map<string, Standing>();
    const { sideBySide } = channels[batch.channel];
    for (let start = 0; start < wanted.length; start += sideBySide) {
      const outcomes = await Promise.allSettled(
        wanted.slice(start, start + sideBySide).map(async (recipientId) => {
          const one = { recipientId, address: addresses.get(recipientId), preferences: preferences.get(recipientId) };
          const { result, standing } = await deliver(dependencies, { batch, content, ...one });
          results.push(result);
          if (standing !== undefined) known.set(recipientId, standing);
          if (isLater(result)) left.push({ recipientId, reason: result });
        }),
      );
      // Nothing goes on behind a failure: the batch comes back as a whole.
      for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    }
    dependencies.tellResults(resultsOf(batch.channel, results));
    await noteProgress(deliveries, { batch, known, at: clock() });
    const { organizationId } = content;
    // Of those of this try: a repeat after a cut tells the same again, which changes nothing.
    const refused = [...known.values()].filter(({ state }) => state === "rejected").length;
    await tellFailure(dependencies, { batch, organizationId, recipients: refused, reason: "rejected" }, circumstances);
    if (left.length > 0) await putOff(dependencies, { batch, left, organizationId }, circumstances);
  };
}

/**
 * Tries those who are left again, or, after so many tries, sets them aside and says so. Whoever only has to wait is tried
 * apart, and for them it was no try: a night, or a sender that may be lost, says nothing about the channel.
 */
async function putOff(
  dependencies: SendDependencies,
  { batch, left, organizationId }: { batch: Batch; left: readonly Left[]; organizationId: string | null },
  circumstances: Circumstances,
): Promise<void> {
  const { tryLater, giveUp } = dependencies;
  const later = (some: readonly Left[], attempt: number) => {
    const pending = some.map(({ recipientId }) => recipientId);
    const delay = Math.max(...some.map(({ reason }) => delayBefore(reason, batch.attempt)));
    return tryLater({ ...batch, pending, attempt }, delay);
  };
  const waiting = left.filter(({ reason }) => isNoTry(reason));
  if (waiting.length > 0) await later(waiting, batch.attempt);
  const failed = left.filter(({ reason }) => !isNoTry(reason));
  if (failed.length === 0) return;
  if (batch.attempt + 1 < maximumAttempts) return await later(failed, batch.attempt + 1);
  await giveUp({ ...batch, pending: failed.map(({ recipientId }) => recipientId), attempt: 0 });
  const failure = { batch, organizationId, recipients: failed.length, reason: "unreachable" } as const;
  await tellFailure(dependencies, failure, circumstances);
}

const isNoTry = (reason: Later) => reason === "night" || reason === "taken";

function resultsOf(channel: Channel, results: readonly Result[]): BatchResults {
  const count = (isCounted: (result: Result) => boolean) => results.filter(isCounted).length;
  return {
    channel,
    sent: count((result) => result === "sent" || result === "digest"),
    failed: count((result) => result === "failed"),
    putOff: count(isLater),
  };
}

/**
 * Counts the whole batch: by what this run saw, and by what is stored of the others. Also after a repeat the numbers are
 * right; where another sender was at work meanwhile they are after the try that follows.
 */
async function noteProgress(
  deliveries: DeliveryStore,
  { batch, known, at }: { batch: Batch; known: ReadonlyMap<string, Standing>; at: Date },
): Promise<void> {
  const others = batch.recipientIds.filter((recipientId) => !known.has(recipientId));
  const idOf = (recipientId: string) => deliveryIdOf(batch, recipientId);
  const found = others.length === 0 ? undefined : await deliveries.findStates(others.map(idOf));
  const counts: Record<string, number> = {};
  for (const recipientId of batch.recipientIds) {
    const delivery = known.get(recipientId) ?? found?.get(idOf(recipientId));
    // Somebody who changed the branch meanwhile stands in two batches, and counts in the one that took the delivery.
    const isElsewhere = delivery !== undefined && delivery.batchId !== batch.batchId;
    const state = isElsewhere ? "elsewhere" : (delivery?.state ?? "waiting");
    counts[state] = (counts[state] ?? 0) + 1;
  }
  await deliveries.saveBatch(batch.messageId, batch.channel, batch.batchId, counts as BatchCounts, at);
}
