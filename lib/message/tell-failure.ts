import { buildFact, type Circumstances } from "../shared/event.ts";
import type { Batch } from "./delivery.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import { DeliveryFailed } from "./events.ts";

interface Failure {
  readonly batch: Batch;
  /** Of the sender; null for a digest, which belongs to no message of which somebody could be told. */
  readonly organizationId: string | null;
  readonly recipients: number;
  readonly reason: "rejected" | "unreachable";
}

/** Tells once that people of a batch were refused at a try, or given up. Units: 1 write where there are any. */
export async function tellFailure(
  { deliveries, clock }: { readonly deliveries: Pick<DeliveryStore, "tellFailure">; readonly clock: () => Date },
  { batch, organizationId, recipients, reason }: Failure,
  circumstances: Circumstances,
): Promise<void> {
  if (organizationId === null || recipients === 0) return;
  const { messageId, channel, batchId, attempt } = batch;
  const occasion = reason === "rejected" ? `${batchId}.rejected.${attempt}` : batchId;
  const fact = buildFact(
    DeliveryFailed,
    { ...circumstances, at: clock() },
    { subject: { kind: "message", id: messageId }, occasion, organizationId, data: { channel, recipients, reason } },
  );
  await deliveries.tellFailure(messageId, occasion, fact);
}
