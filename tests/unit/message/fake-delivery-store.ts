import { type Channel, type ReportedOutcome, readDeliveryId } from "../../../lib/message/delivery.ts";
import type { DeliveryState, DeliveryStore, Expansion } from "../../../lib/message/delivery-store.ts";
import type { Fact } from "../../../lib/shared/event.ts";

interface Stored {
  readonly state: DeliveryState;
  readonly batchId: string;
  readonly at: string;
}

/** Keeps what the table keeps. `pause` stands before each call and may throw, as a function that is killed. */
export function fakeDeliveryStore(pause: () => void = () => undefined) {
  const deliveries = new Map<string, Stored>();
  const expansions = new Map<string, Expansion>();
  const batches = new Map<string, Awaited<ReturnType<DeliveryStore["listBatches"]>>[number]>();
  const facts = new Map<string, Fact>();
  const providerIds = new Map<string, string>();
  const reports = new Map<string, ReportedOutcome>();
  const store: DeliveryStore = {
    async findExpansion(messageId) {
      pause();
      return expansions.get(messageId);
    },
    async saveExpansion(expansion, expectedVersion) {
      pause();
      if (expansions.get(expansion.messageId)?.version !== expectedVersion) return false;
      expansions.set(expansion.messageId, expansion);
      return true;
    },
    async claim({ id, batchId, at, lostBefore }) {
      pause();
      const known = deliveries.get(id);
      const isLost = known?.state === "sending" && known.at < lostBefore;
      if (known !== undefined && known.state !== "waiting" && !isLost) return known;
      deliveries.set(id, { state: "sending", batchId, at });
      return isLost ? "lost" : "claimed";
    },
    async mark(id, state, at) {
      pause();
      deliveries.set(id, { batchId: "", ...deliveries.get(id), state, at });
    },
    async findStates(ids) {
      pause();
      return new Map(ids.flatMap((id) => (deliveries.has(id) ? [[id, deliveries.get(id) as Stored]] : [])));
    },
    async saveBatch(messageId, channel, batchId, counts) {
      pause();
      batches.set(`${messageId} ${batchId}`, { channel, counts });
    },
    async listBatches() {
      return [...batches.values()];
    },
    async saveProviderId(providerId, deliveryId) {
      pause();
      providerIds.set(providerId, deliveryId);
    },
    findByProviderId: async (providerId) => providerIds.get(providerId),
    async noteReport(deliveryId, outcome) {
      if (!deliveries.has(deliveryId) || reports.has(deliveryId)) return false;
      reports.set(deliveryId, outcome);
      return true;
    },
    async countReports(messageId) {
      const counts: Partial<Record<Channel, Partial<Record<ReportedOutcome, number>>>> = {};
      for (const [id, outcome] of reports) {
        const { channel } = readDeliveryId(id) ?? {};
        if (channel === undefined || !id.startsWith(messageId)) continue;
        counts[channel] = { ...counts[channel], [outcome]: (counts[channel]?.[outcome] ?? 0) + 1 };
      }
      return counts;
    },
    async tellFailure(_messageId, batchId, fact) {
      pause();
      if (!facts.has(batchId)) facts.set(batchId, fact);
    },
  };
  return { store, deliveries, batches, facts, expansions, reports };
}
