import type { Channel, Outcome } from "../delivery.ts";
import type { Message } from "../message.ts";

/** Everything by which a person may be reached. */
export interface Address {
  readonly name: string;
  readonly campusId: string | null;
  readonly mobilePhone: string | null;
}

export interface Outgoing {
  readonly to: string;
  readonly message: Message;
  /** The same for every try, for providers that drop repeats. */
  readonly deliveryId: string;
}

/** A way out of the application. A throw means that nobody knows; it is tried again. */
export interface Gateway {
  readonly addressOf: (address: Address & { readonly email: string | null }) => string | null;
  readonly send: (outgoing: Outgoing) => Promise<Outcome>;
}

export type Gateways = Readonly<Partial<Record<Channel, Gateway>>>;
