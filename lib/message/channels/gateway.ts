import type { Channel, Outcome } from "../delivery.ts";
import type { Message } from "../message.ts";
import type { PushSubscription } from "../push-subscription.ts";

/** Everything by which a person, or the group of an organisation, may be reached. */
export interface Address {
  readonly name: string;
  readonly campusId: string | null;
  readonly mobilePhone: string | null;
  /** Of the robot in an organisation's group. */
  readonly robotKey?: string | null;
  readonly pushes?: readonly PushSubscription[];
  readonly email?: string | null;
}

/** What is told of a message, or of several in one. */
export type Notice = Pick<Message, "messageId" | "kind" | "title" | "body" | "senderName" | "dueOn">;

export interface Outgoing {
  readonly message: Notice;
  /** The same for every try, for providers that drop repeats. */
  readonly deliveryId: string;
  readonly recipientId: string;
}

/** A way out of the application. */
export interface Gateway {
  /**
   * What follows when a sender was killed between sending and noting it: "again" where the receiver sees a repeat once
   * (the same Message-ID, the provider's own check, a notification that replaces its like), "leave" where each one costs or
   * disturbs.
   */
  readonly whenUncertain: "again" | "leave";
  /** Null: there is no address of that kind. A throw means that nobody knows; it is tried again. */
  readonly sendTo: (address: Address, outgoing: Outgoing) => Promise<Outcome> | null;
}

export type Gateways = Readonly<Partial<Record<Channel, Gateway>>>;

/** Longer than any provider takes on a good day, shorter than a sender may run. */
export const providerTimeout = () => AbortSignal.timeout(8_000);

/** Final for the recipient, or worth another try, by what the provider says. */
export function outcomeOfRefusal(
  status: number,
  { isThrottled = false, isFinal = false }: { isThrottled?: boolean; isFinal?: boolean } = {},
): Outcome {
  if (isFinal) return { state: "failed", reason: "rejected" };
  return { state: "retry", reason: isThrottled || status === 429 ? "throttled" : "unavailable" };
}
