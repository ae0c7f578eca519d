import { addDays } from "../rules/calendar/plain-date.ts";
import { chinaDay } from "../shared/clock.ts";
import { type ApplyDependencies, applyReport, fingerprintOf } from "./apply-report.ts";
import type { Address, Gateways } from "./channels/gateway.ts";
import type { Content } from "./content.ts";
import { type Batch, deliveryIdOf, type Outcome } from "./delivery.ts";
import type { DeliveryState, DeliveryStore, Standing } from "./delivery-store.ts";
import type { DigestStore } from "./digest-store.ts";
import {
  type BouncingChannel,
  defaultKept,
  hasBounced,
  isQuietAt,
  isWanted,
  type KeptPreferences,
} from "./preferences.ts";

export interface DeliverDependencies extends ApplyDependencies {
  readonly deliveries: Pick<DeliveryStore, "claim" | "mark" | "markUncertain" | "linkProviderId" | "noteReport">;
  readonly digests: Pick<DigestStore, "collect">;
  readonly gateways: Gateways;
  readonly clock: () => Date;
}

export interface One {
  readonly batch: Batch;
  readonly content: Content;
  readonly recipientId: string;
  readonly address: Address | undefined;
  readonly preferences: KeptPreferences | undefined;
}

/** Why somebody is to be tried again. */
const laterReasons = ["throttled", "unavailable", "night", "taken"] as const;
export type Later = (typeof laterReasons)[number];

export const isLater = (result: Result): result is Later => (laterReasons as readonly string[]).includes(result);

/** What became of a recipient: settled by this try, before it, or not yet. */
export type Result = "sent" | "failed" | "digest" | "settled_before" | Later;

/** A sender that has not come back for so long is taken for lost: longer than any sender may run. */
const lostAfterMs = 120_000;

export interface Delivered {
  readonly result: Result;
  /** How the delivery stands now; undefined where nobody looked. */
  readonly standing?: Standing;
}

/** Brings one recipient what is for them, once. */
export async function deliver(dependencies: DeliverDependencies, one: One): Promise<Delivered> {
  const { deliveries, digests, clock } = dependencies;
  const { batch, content, recipientId } = one;
  const preferences = one.preferences ?? defaultKept();
  const now = clock();
  const isCollected = isForDigest(one, preferences);
  if (!content.isRecalled && !content.isUrgent && !isCollected && isQuietAt(preferences, now))
    return { result: "night" };

  const id = deliveryIdOf(batch, recipientId);
  const lostBefore = new Date(now.getTime() - lostAfterMs).toISOString();
  const { batchId } = batch;
  const claim = await deliveries.claim({ id, batchId, at: now.toISOString(), lostBefore });
  const mark = async (state: DeliveryState, result: Result): Promise<Delivered> => {
    await deliveries.mark(id, state, clock().toISOString());
    return { result, standing: { state, batchId: typeof claim === "object" ? claim.batchId : batchId } };
  };
  if (typeof claim === "object") {
    const isOpen = claim.state === "sending" || claim.state === "waiting";
    // What its provider tells of was sent, whatever the sender saw of it.
    if (isOpen && claim.reported !== undefined) return await mark("sent", "sent");
    // Linked again: the sender before may have been killed between the two.
    if (claim.providerId !== undefined) await link(dependencies, one, claim.providerId);
    // Another sender has it, or had it and is lost; that shows soon.
    return { result: claim.state === "sending" ? "taken" : "settled_before", standing: claim };
  }
  if (isCollected) {
    // Collecting it once more changes nothing, so that a cut in between does no harm.
    await digests.collect(nextDigestDay(now), recipientId, batch.messageId);
    return await mark("digest", "digest");
  }
  if (claim === "lost" && dependencies.gateways[batch.channel]?.whenUncertain === "leave") {
    const isOpen = await deliveries.markUncertain(id, clock().toISOString());
    return isOpen ? { result: "failed", standing: { state: "uncertain", batchId } } : await mark("sent", "sent");
  }
  const outcome = await outcomeOf(dependencies, { ...one, preferences });
  switch (outcome.state) {
    case "retry":
      return await mark("waiting", outcome.reason);
    case "failed":
      return await mark(outcome.reason, "failed");
    case "sent":
      await deliveries.mark(id, "sent", clock().toISOString(), outcome.providerId);
      if (outcome.providerId !== undefined) await link(dependencies, one, outcome.providerId);
      return { result: "sent", standing: { state: "sent", batchId } };
  }
}

/** Ties the provider's own id to a delivery that is marked as sent, and catches up with what was told before. */
async function link(dependencies: DeliverDependencies, one: One, providerId: string): Promise<void> {
  const { batch, recipientId, content } = one;
  const deliveryId = deliveryIdOf(batch, recipientId);
  const at = dependencies.clock();
  const { outcomes, dead } = await dependencies.deliveries.linkProviderId(providerId, deliveryId, at);
  const address = addressBy(one);
  const known = address !== null && dead.includes(fingerprintOf(address)) ? [address] : [];
  const circumstances = { at, correlationId: batch.correlationId ?? batch.batchId, actor: null };
  for (const outcome of outcomes) {
    const report = { deliveryId, outcome, dead: known, organizationId: content.organizationId };
    await applyReport(dependencies, report, circumstances);
  }
}

/** That which may turn out to be dead. */
function addressBy({ batch, address, preferences }: One): string | null {
  const addresses = { email: preferences?.email ?? null, sms: address?.mobilePhone ?? null };
  return addresses[batch.channel as BouncingChannel] ?? null;
}

async function outcomeOf(
  { gateways, reach }: DeliverDependencies,
  one: One & { preferences: KeptPreferences },
): Promise<Outcome> {
  const { batch, content, recipientId, address, preferences } = one;
  const { email } = preferences;
  const notice = content.isRecalled ? undefined : await content.noticeFor(recipientId);
  if (notice === undefined) return { state: "failed", reason: "recalled" };
  if (!isWanted(preferences, batch.channel, content.isUrgent)) return { state: "failed", reason: "declined" };
  const mayBounce = addressBy(one);
  if (hasBounced(preferences, mayBounce)) return { state: "failed", reason: "bounced" };
  const outgoing = { message: notice, deliveryId: deliveryIdOf(batch, recipientId), recipientId };
  const sending = gateways[batch.channel]?.sendTo({ ...noAddress, ...address, email }, outgoing);
  if (sending == null) return { state: "failed", reason: "no_address" };
  // A line that broke says nothing about the recipient.
  const outcome = await sending.catch((): Outcome => ({ state: "retry", reason: "unavailable" }));
  const isRejected = outcome.state === "failed" && outcome.reason === "rejected";
  if (isRejected && mayBounce !== null)
    await reach.noteBounce(recipientId, batch.channel as BouncingChannel, mayBounce);
  return outcome;
}

const noAddress: Address = { name: "", campusId: null, mobilePhone: null };

function isForDigest({ batch, content, preferences }: One, { isDigest, email, declined }: KeptPreferences): boolean {
  return (
    preferences !== undefined &&
    isDigest &&
    email !== null &&
    batch.channel === "email" &&
    batch.digestDay === undefined &&
    !content.isUrgent &&
    !content.isRecalled &&
    !declined.includes("email")
  );
}

/** Digests go out in the morning; what comes within the hour before waits for the next one, so that none is half collected. */
const lastDigestHour = 6;

export function nextDigestDay(now: Date): string {
  const today = chinaDay(now);
  const hour = (now.getUTCHours() + 8) % 24;
  return hour <= lastDigestHour ? today : addDays(today, 1);
}
