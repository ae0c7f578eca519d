import { createHash } from "node:crypto";
import { buildFact, type Circumstances } from "../shared/event.ts";
import { type ReportedOutcome, readDeliveryId } from "./delivery.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import { DeliveryFailed } from "./events.ts";
import type { BouncingChannel } from "./preferences.ts";
import type { ReachStore } from "./reach-store.ts";

export interface ApplyDependencies {
  readonly deliveries: Pick<DeliveryStore, "noteReport">;
  readonly reach: Pick<ReachStore, "noteBounce">;
}

interface KnownReport {
  readonly deliveryId: string;
  readonly outcome: ReportedOutcome;
  /** Addresses that will take nothing more. */
  readonly dead: readonly string[];
  /** Whose message it is; null: one of several, of which nobody is told. */
  readonly organizationId: string | null;
}

/** Tells an address from others without naming it. */
export const fingerprintOf = (address: string): string => createHash("sha256").update(address).digest("base64url");

/**
 * Remembers what a provider told of a delivery, however often and in whatever order it does. Units: 1 read and 4 writes, 1
 * more for a dead address, 2 more for a failure, which is told.
 */
export async function applyReport(
  { deliveries, reach }: ApplyDependencies,
  { deliveryId, outcome, dead, organizationId }: KnownReport,
  circumstances: Circumstances,
): Promise<void> {
  const meant = readDeliveryId(deliveryId);
  if (meant === undefined) return;
  const { messageId, channel, recipientId } = meant;
  // Before the count: a repeat after a cut would not come so far again.
  if (isBouncing(channel)) for (const address of dead) await reach.noteBounce(recipientId, channel, address);
  const failure =
    outcome === "delivered" || organizationId === null
      ? undefined
      : buildFact(DeliveryFailed, circumstances, {
          subject: { kind: "message", id: messageId },
          // Ids of facts stand in logs: whose delivery it is does not.
          occasion: fingerprintOf(`${deliveryId}.${outcome}`),
          organizationId,
          data: { channel, recipients: 1, reason: outcome },
        });
  await deliveries.noteReport({ deliveryId, outcome, at: circumstances.at, failure });
}

const isBouncing = (channel: string): channel is BouncingChannel => channel === "email" || channel === "sms";
