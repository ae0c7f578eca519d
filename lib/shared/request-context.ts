import type { Principal } from "./access.ts";
import type { Circumstances } from "./event.ts";

/**
 * Makes a repeated POST harmless (header `Idempotency-Key`): the receipt with the answer is written in the same
 * transaction as the change, so that there is never one without the other. It is kept for a day.
 */
export interface Receipt {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly requestHash: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** What a use case knows about the request beside its input. */
export interface RequestContext extends Circumstances {
  readonly principal: Principal;
  /** Present when the client sent an idempotency key; the store writes it with the change. */
  readonly receipt: Receipt | undefined;
}
