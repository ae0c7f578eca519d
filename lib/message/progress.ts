import { notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { type Channel, channelNames } from "./delivery.ts";
import type {
  readDeliveryProgress as readRoute,
  savePreferences as saveRoute,
  pauseDelivery as steerRoute,
} from "./delivery-routes.ts";
import type { BatchCounts, DeliveryState, DeliveryStore, Expansion } from "./delivery-store.ts";
import type { PeopleDirectory } from "./directories.ts";
import { MessageDeliveryPaused, MessageDeliveryResumed } from "./events.ts";
import type { MessageStore } from "./message-store.ts";
import { defaultPreferences, type Preferences } from "./preferences.ts";

export interface ProgressDependencies {
  readonly store: Pick<MessageStore, "find">;
  readonly deliveries: DeliveryStore;
}

/** How far a message got by each channel. Units: 2 reads, and half a unit for some 1,000 recipients. */
export function readDeliveryProgress(dependencies: ProgressDependencies) {
  return async ({ params }: RouteInput<typeof readRoute>) => {
    await refuseForeign(dependencies, params);
    const expansion = await dependencies.deliveries.findExpansion(params.messageId);
    return answerOf(expansion, await dependencies.deliveries.listBatches(params.messageId));
  };
}

async function refuseForeign(
  { store }: ProgressDependencies,
  { organizationId, messageId }: { organizationId: string; messageId: string },
): Promise<void> {
  const message = await store.find(messageId);
  if (message === undefined || message.senderOrganizationId !== organizationId) throw notFound();
}

function answerOf(expansion: Expansion | undefined, batches: readonly { channel: Channel; counts: BatchCounts }[]) {
  const { organizationIds = [], position = 0, recipients = 0, channels = [] } = expansion ?? {};
  return {
    state: expansion?.state ?? ("waiting" as const),
    organizations: { done: position, all: organizationIds.length },
    recipients,
    channels: channelNames
      .filter((channel) => channels.includes(channel))
      .map((channel) => {
        const own = batches.filter((batch) => batch.channel === channel);
        const count = (...states: DeliveryState[]) =>
          own.reduce((sum, { counts }) => sum + states.reduce((part, one) => part + (counts[one] ?? 0), 0), 0);
        return {
          channel,
          sent: count("sent"),
          waiting: count("waiting", "sending"),
          failed: {
            no_address: count("no_address"),
            declined: count("declined"),
            rejected: count("rejected"),
            recalled: count("recalled"),
            uncertain: count("uncertain"),
          },
        };
      }),
  };
}

/** Stops making deliveries of a message, or goes on. Those under way arrive all the same. Units: 3 reads, 2 writes. */
export function steerDelivery(dependencies: ProgressDependencies, wanted: "paused" | "running") {
  const from = wanted === "paused" ? "running" : "paused";
  const definition = wanted === "paused" ? MessageDeliveryPaused : MessageDeliveryResumed;
  return async ({ params }: RouteInput<typeof steerRoute>, context: RequestContext) => {
    await refuseForeign(dependencies, params);
    const { deliveries } = dependencies;
    const attempts = 10;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const expansion = await deliveries.findExpansion(params.messageId);
      if (expansion?.state !== from) throw notUnderWay();
      const next: Expansion = { ...expansion, state: wanted, version: expansion.version + 1 };
      const fact = buildFact(definition, context, {
        subject: { kind: "message", id: params.messageId },
        occasion: next.version,
        organizationId: params.organizationId,
        data: { position: next.position },
      });
      if (await deliveries.saveExpansion(next, expansion.version, [fact])) {
        return answerOf(next, await deliveries.listBatches(params.messageId));
      }
    }
    throw notUnderWay();
  };
}

function notUnderWay() {
  return refused("not_under_way", {
    zh: "推送已经完成或状态已变化，请刷新后查看。",
    en: "The delivery is done or in another state now; reload to see it.",
  });
}

export interface PreferenceDependencies {
  readonly deliveries: Pick<DeliveryStore, "findPreferences" | "savePreferences">;
  readonly people: Pick<PeopleDirectory, "findReader">;
}

/** Units: 3 reads. */
export function readPreferences({ deliveries, people }: PreferenceDependencies) {
  return async (_input: unknown, { principal, at }: RequestContext): Promise<Preferences> => {
    const { recipientId } = await people.findReader(principal.accountId, at);
    return (await deliveries.findPreferences([recipientId])).get(recipientId) ?? defaultPreferences;
  };
}

/** Units: 2 reads, 1 write. */
export function savePreferences({ deliveries, people }: PreferenceDependencies) {
  return async ({ body }: RouteInput<typeof saveRoute>, { principal, at }: RequestContext): Promise<Preferences> => {
    const { recipientId } = await people.findReader(principal.accountId, at);
    await deliveries.savePreferences(recipientId, body);
    return body;
  };
}
