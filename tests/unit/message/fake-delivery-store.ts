import { type Channel, type ReportedOutcome, readDeliveryId, tellsMore } from "../../../lib/message/delivery.ts";
import type {
  DeliveryState,
  DeliveryStore,
  EarlyReports,
  Expansion,
  ReportCount,
} from "../../../lib/message/delivery-store.ts";
import type { Fact } from "../../../lib/shared/event.ts";

interface Stored {
  readonly state: DeliveryState;
  readonly batchId: string;
  readonly at: string;
  readonly providerId?: string | undefined;
}

/** Keeps what the table keeps. `pause` stands before each call and may throw, as a function that is killed. */
export function fakeDeliveryStore(pause: () => void = () => undefined) {
  const deliveries = new Map<string, Stored>();
  const expansions = new Map<string, Expansion>();
  const batches = new Map<string, Awaited<ReturnType<DeliveryStore["listBatches"]>>[number]>();
  const facts = new Map<string, Fact>();
  const providerIds = new Map<string, string>();
  const early = new Map<string, EarlyReports>();
  const reports = new Map<string, { outcome: ReportedOutcome; wasOpen: boolean }>();
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
      const reported = reports.get(id)?.outcome;
      const isOpen = known === undefined || ((known.state === "waiting" || isLost) && reported === undefined);
      if (!isOpen) return { ...known, reported };
      deliveries.set(id, { state: "sending", batchId, at });
      return isLost ? "lost" : "claimed";
    },
    async mark(id, state, at, providerId) {
      pause();
      deliveries.set(id, { batchId: "", ...deliveries.get(id), state, at, ...(providerId && { providerId }) });
    },
    async markUncertain(id, at) {
      pause();
      if (reports.has(id)) return false;
      deliveries.set(id, { batchId: "", ...deliveries.get(id), state: "uncertain", at });
      return true;
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
    async linkProviderId(providerId, deliveryId) {
      pause();
      providerIds.set(providerId, deliveryId);
      return early.get(providerId) ?? { outcomes: [], dead: [] };
    },
    async findOrKeep(providerId, { outcomes, dead }) {
      pause();
      const known = providerIds.get(providerId);
      if (known !== undefined) return known;
      const before = early.get(providerId) ?? { outcomes: [], dead: [] };
      early.set(providerId, { outcomes: [...before.outcomes, ...outcomes], dead: [...before.dead, ...dead] });
      return undefined;
    },
    async noteReport({ deliveryId, outcome, failure }) {
      pause();
      const known = deliveries.get(deliveryId);
      const before = reports.get(deliveryId);
      if (known === undefined || !tellsMore(outcome, before?.outcome)) return;
      reports.set(deliveryId, { outcome, wasOpen: before?.wasOpen ?? known.state === "uncertain" });
      if (failure !== undefined) facts.set(failure.id, failure);
    },
    async countReports(messageId) {
      const counts: Partial<Record<Channel, Partial<Record<ReportCount, number>>>> = {};
      const add = (channel: Channel, name: ReportCount) => {
        counts[channel] = { ...counts[channel], [name]: (counts[channel]?.[name] ?? 0) + 1 };
      };
      for (const [id, { outcome, wasOpen }] of reports) {
        const { channel } = readDeliveryId(id) ?? {};
        if (channel === undefined || !id.startsWith(messageId)) continue;
        add(channel, outcome);
        if (wasOpen) add(channel, "found");
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
