import { notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { channels as allChannels, type Channel, channelNames, type FinalReason, finalReasons } from "./delivery.ts";
import type { readDeliveryProgress as readRoute, pauseDelivery as steerRoute } from "./delivery-routes.ts";
import type { BatchCounts, DeliveryState, DeliveryStore, Expansion, ReportCounts } from "./delivery-store.ts";
import { MessageDeliveryPaused, MessageDeliveryResumed } from "./events.ts";
import type { MessageStore } from "./message-store.ts";

export interface ProgressDependencies {
  readonly store: Pick<MessageStore, "find">;
  readonly deliveries: DeliveryStore;
}

/** How far a message got by each channel. Units: 2.5 reads, and half a unit for some 1,000 recipients. */
export function readDeliveryProgress(dependencies: ProgressDependencies) {
  return async ({ params }: RouteInput<typeof readRoute>) => {
    await refuseForeign(dependencies, params);
    return answerOf(await standingOf(dependencies, params.messageId));
  };
}

async function refuseForeign(
  { store }: ProgressDependencies,
  { organizationId, messageId }: { organizationId: string; messageId: string },
): Promise<void> {
  const message = await store.find(messageId);
  if (message === undefined || message.senderOrganizationId !== organizationId) throw notFound();
}

interface Reached {
  readonly expansion: Expansion | undefined;
  readonly batches: readonly { channel: Channel; counts: BatchCounts }[];
  readonly reports: ReportCounts;
}

async function standingOf({ deliveries }: ProgressDependencies, messageId: string): Promise<Reached> {
  const [expansion, batches, reports] = await Promise.all([
    deliveries.findExpansion(messageId),
    deliveries.listBatches(messageId),
    deliveries.countReports(messageId),
  ]);
  return { expansion, batches, reports };
}

function answerOf({ expansion, batches, reports }: Reached) {
  const { organizationIds = [], position = 0, recipients = 0, channels = [] } = expansion ?? {};
  return {
    state: expansion?.state ?? ("waiting" as const),
    organizations: { done: Math.min(position, organizationIds.length), all: organizationIds.length },
    recipients,
    channels: channelNames.flatMap((channel) => {
      const own = batches.filter((batch) => batch.channel === channel);
      const isOfPeople = allChannels[channel].reaches === "person";
      const isShown = channels.includes(channel) && (own.length > 0 || isOfPeople);
      if (!isShown) return [];
      const count = (...states: DeliveryState[]) =>
        own.reduce((sum, { counts }) => sum + states.reduce((part, one) => part + (counts[one] ?? 0), 0), 0);
      const settled = count("sent", "digest", "elsewhere", ...finalReasons);
      // What a provider took and could not bring counts as failed, no longer as sent.
      const { delivered = 0, bounced = 0, undelivered = 0, found = 0 } = reports[channel] ?? {};
      const later: Partial<Record<FinalReason, number>> = { bounced, undelivered, uncertain: -found };
      return [
        {
          channel,
          sent: Math.max(0, count("sent") + found - bounced - undelivered),
          delivered,
          // With those whose batch no sender has begun; how many groups there are shows only in their batches.
          waiting: isOfPeople ? Math.max(0, recipients - settled) : count("waiting", "sending"),
          digest: count("digest"),
          failed: Object.fromEntries(
            finalReasons.map((reason) => [reason, Math.max(0, count(reason) + (later[reason] ?? 0))]),
          ) as Record<FinalReason, number>,
        },
      ];
    }),
  };
}

/**
 * Stops the delivery of a message, or goes on: pages that were not made yet, and batches that no sender has begun. Units: 4
 * reads, 2 writes.
 */
export function steerDelivery(dependencies: ProgressDependencies, wanted: "paused" | "running") {
  const definition = wanted === "paused" ? MessageDeliveryPaused : MessageDeliveryResumed;
  return async ({ params }: RouteInput<typeof steerRoute>, context: RequestContext) => {
    await refuseForeign(dependencies, params);
    const { deliveries } = dependencies;
    const attempts = 10;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const standing = await standingOf(dependencies, params.messageId);
      const { expansion } = standing;
      const progress = answerOf(standing);
      const maySteer = wanted === "paused" ? isUnderWay(progress) : progress.state === "paused";
      if (expansion === undefined || !maySteer) throw notUnderWay();
      const next: Expansion = { ...expansion, state: wanted, version: expansion.version + 1 };
      const fact = buildFact(definition, context, {
        subject: { kind: "message", id: params.messageId },
        occasion: next.version,
        organizationId: params.organizationId,
        data: { position: next.position },
      });
      if (await deliveries.saveExpansion(next, expansion.version, [fact])) return { ...progress, state: next.state };
    }
    throw notUnderWay();
  };
}

/** Also when every batch is made: most of them wait for a sender then. */
function isUnderWay({ state, channels }: ReturnType<typeof answerOf>): boolean {
  return state === "running" || (state === "done" && channels.some(({ waiting }) => waiting > 0));
}

function notUnderWay() {
  return refused("not_under_way", {
    zh: "推送已经完成或状态已变化，请刷新后查看。",
    en: "The delivery is done or in another state now; reload to see it.",
  });
}
