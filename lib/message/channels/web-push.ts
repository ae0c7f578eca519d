import { createHash } from "node:crypto";
import type { ChannelSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import { rulesOfKind } from "../kinds.ts";
import type { PushSubscription } from "../push-subscription.ts";
import { type Gateway, type Notice, outcomeOfRefusal, providerTimeout } from "./gateway.ts";
import { encryptPush } from "./push-encryption.ts";
import { linkTo, subjectOf } from "./template.ts";
import { vapidAuthorization } from "./vapid.ts";

type PushSettings = NonNullable<ChannelSettings["push"]>;

/** How long a push service keeps a message for a browser that is away. */
const keptSeconds = 24 * 60 * 60;

/** Takes a subscription away that the push service does not know any more. */
export type Forget = (recipientId: string, endpoint: string) => Promise<void>;

/** Notifications of browsers, to each of somebody's devices. One of the same message replaces the other (`tag`, `Topic`). */
export function pushGateway(
  settings: PushSettings,
  { origin, clock, forget }: { origin: string; clock: () => Date; forget: Forget },
): Gateway {
  const send = async ({ endpoint, keys }: PushSubscription, message: Notice): Promise<Outcome | "gone"> => {
    if (!isPushService(endpoint, settings.services)) return "gone";
    const { messageId: tag } = message;
    const payload = { title: subjectOf(message), tag, url: new URL(linkTo(origin, message)).pathname };
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: {
        authorization: vapidAuthorization(endpoint, settings, clock()),
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        ttl: String(keptSeconds),
        urgency: rulesOfKind(message.kind).isUrgent ? "high" : "normal",
        topic: createHash("sha256").update(tag).digest("base64url").slice(0, 32),
      },
      body: new Uint8Array(encryptPush(JSON.stringify(payload), keys)),
      redirect: "error",
      signal: providerTimeout(),
    });
    if (answer.ok) return { state: "sent" };
    if (answer.status === 404 || answer.status === 410) return "gone";
    return outcomeOfRefusal(answer.status, { isFinal: answer.status === 413 });
  };
  const sendToAll = async (pushes: readonly PushSubscription[], message: Notice, recipientId: string) => {
    const outcomes: Outcome[] = [];
    for (const push of pushes) {
      const outcome = await send(push, message);
      if (outcome === "gone") await forget(recipientId, push.endpoint);
      else outcomes.push(outcome);
    }
    // One device is enough: the others would only show the same.
    const settled = outcomes.find(({ state }) => state === "sent") ?? outcomes.find(({ state }) => state === "retry");
    return settled ?? outcomes[0] ?? { state: "failed" as const, reason: "no_address" as const };
  };
  return {
    whenUncertain: "again",
    sendTo: ({ pushes = [] }, { message, recipientId }) =>
      pushes.length === 0 ? null : sendToAll(pushes, message, recipientId),
  };
}

/** The address comes from a browser: only the services named by the operator are called, never a machine inside. */
export function isPushService(endpoint: string, services: readonly string[]): boolean {
  const { protocol, hostname, origin } = new URL(endpoint);
  return services.some((service) =>
    service.startsWith("http")
      ? origin === service
      : protocol === "https:" && (hostname === service || (service.startsWith(".") && hostname.endsWith(service))),
  );
}
