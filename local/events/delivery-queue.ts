import { randomUUID } from "node:crypto";
import type { CloudParts } from "../ports.ts";
import { runAt } from "./clock-timer.ts";
import { type DeliveryFailure, toDeliveryFailure } from "./delivery-failure.ts";

export interface Delivery<Body> {
  readonly body: Body;
  /** How often delivery was tried and failed. */
  readonly failures: number;
  readonly acceptedAt: number;
}

export type ExhaustedCondition = "MaximumRetryAttempts" | "MaximumEventAgeInSeconds" | undefined;

export interface DeliveryQueueOptions<Body> {
  /** The namespace in the state store, and the name under which `quiesce` reports work in flight. */
  readonly name: string;
  /** Rejects when the delivery did not happen. */
  deliver(delivery: Delivery<Body>): Promise<void>;
  limits(body: Body): { readonly maximumRetries: number; readonly maximumAgeSeconds: number };
  /** The delivery is given up: dead-letter queue, failure destination. */
  giveUp(delivery: Delivery<Body>, failure: DeliveryFailure, condition: ExhaustedCondition): Promise<void>;
  retryDelayMs(failures: number, failure: DeliveryFailure): number;
  /** A failure that may be repeated without using up the retries, such as a throttled function. Default: none. */
  isFree?(failure: DeliveryFailure): boolean;
}

type Parts = Pick<CloudParts, "clock" | "state" | "activity" | "onReady" | "onStop">;

interface Entry<Body> {
  readonly key: string;
  readonly delivery: Delivery<Body>;
  readonly notBefore: number;
}

/** So many deliveries at a time, so that a burst does not open thousands of sockets at once. */
const parallelDeliveries = 32;

/** At-least-once deliveries with retries on the cloud's clock, kept in the state store until taken or given up. */
export class DeliveryQueue<Body> {
  readonly #parts: Parts;
  readonly #options: DeliveryQueueOptions<Body>;
  readonly #ready: Entry<Body>[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #done: string[] = [];
  #running = 0;
  #accepted = 0;
  #phase: "waiting for the cloud" | "started" | "stopped" = "waiting for the cloud";

  constructor(parts: Parts, options: DeliveryQueueOptions<Body>) {
    this.#parts = parts;
    this.#options = options;
    parts.onReady(() => this.#start());
    parts.onStop(() => this.#stop());
    parts.activity.register(options.name, () => this.#isIdle());
  }

  /** The deliveries are in the state store when this returns: a kill at any later moment loses none. */
  accept(bodies: readonly Body[]): void {
    const acceptedAt = this.#parts.clock.now();
    const entries = bodies.map((body) => ({
      key: this.#nextKey(acceptedAt),
      delivery: { body, failures: 0, acceptedAt },
      notBefore: acceptedAt,
    }));
    // One write for the store, whatever the number of deliveries.
    this.#parts.state.together(() => {
      for (const entry of entries) this.#save(entry);
    });
    if (this.#phase === "started") for (const entry of entries) this.#schedule(entry);
  }

  /** Keys sort in the order of acceptance, so that a restart goes on in the same order. */
  #nextKey(acceptedAt: number): string {
    this.#accepted += 1;
    return `${String(acceptedAt).padStart(16, "0")}-${String(this.#accepted).padStart(9, "0")}-${randomUUID()}`;
  }

  #start(): void {
    this.#phase = "started";
    const rows = this.#parts.state.list(this.#options.name);
    const inOrder = [...rows].sort((left, right) => (left.key < right.key ? -1 : 1));
    for (const { value } of inOrder) this.#schedule(JSON.parse(value) as Entry<Body>);
  }

  #stop(): void {
    this.#removeDone();
    this.#phase = "stopped";
    for (const cancel of this.#waiting) cancel();
  }

  #isIdle(): boolean {
    return this.#phase !== "started" || (this.#running === 0 && this.#ready.length === 0 && this.#waiting.size === 0);
  }

  #save(entry: Entry<Body>): void {
    this.#parts.state.set(this.#options.name, entry.key, JSON.stringify(entry));
  }

  /** What is done in one turn leaves the store in one write. */
  #remove({ key }: Entry<Body>): void {
    if (this.#done.length === 0) setImmediate(() => this.#removeDone());
    this.#done.push(key);
  }

  /** After the end the store is closed: what is still there is taken up at the next start. */
  #removeDone(): void {
    const keys = this.#done.splice(0);
    if (this.#phase === "stopped") return;
    this.#parts.state.together(() => {
      for (const key of keys) this.#parts.state.delete(this.#options.name, key);
    });
  }

  #schedule(entry: Entry<Body>): void {
    if (entry.notBefore > this.#parts.clock.now()) {
      const cancel = runAt(this.#parts.clock, entry.notBefore, () => {
        this.#waiting.delete(cancel);
        this.#schedule({ ...entry, notBefore: 0 });
      });
      this.#waiting.add(cancel);
      return;
    }
    this.#ready.push(entry);
    this.#pump();
  }

  #pump(): void {
    while (this.#phase === "started" && this.#running < parallelDeliveries) {
      const entry = this.#ready.shift();
      if (entry === undefined) return;
      this.#running += 1;
      void this.#attempt(entry).finally(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  async #attempt(entry: Entry<Body>): Promise<void> {
    try {
      await this.#options.deliver(entry.delivery);
    } catch (cause) {
      if (this.#phase === "started") await this.#handleFailure(entry, toDeliveryFailure(cause));
      return;
    }
    this.#remove(entry);
  }

  async #handleFailure(entry: Entry<Body>, failure: DeliveryFailure): Promise<void> {
    const { delivery } = entry;
    const isFree = this.#options.isFree?.(failure) ?? false;
    const condition = failure.isRetriable ? this.#exhaustedBy(delivery, isFree) : undefined;
    if (!failure.isRetriable || condition !== undefined) {
      await this.#giveUp(entry, failure, condition);
      return;
    }
    const notBefore = this.#parts.clock.now() + this.#options.retryDelayMs(delivery.failures + 1, failure);
    const failures = delivery.failures + (isFree ? 0 : 1);
    const next = { key: entry.key, delivery: { ...delivery, failures }, notBefore };
    this.#save(next);
    this.#schedule(next);
  }

  #exhaustedBy({ body, acceptedAt, failures }: Delivery<Body>, isFree: boolean): ExhaustedCondition {
    const { maximumRetries, maximumAgeSeconds } = this.#options.limits(body);
    const ageMs = this.#parts.clock.now() - acceptedAt;
    if (ageMs >= maximumAgeSeconds * 1000) return "MaximumEventAgeInSeconds";
    return failures >= maximumRetries && !isFree ? "MaximumRetryAttempts" : undefined;
  }

  async #giveUp(entry: Entry<Body>, failure: DeliveryFailure, condition: ExhaustedCondition): Promise<void> {
    try {
      await this.#options.giveUp(entry.delivery, failure, condition);
    } catch (cause) {
      // As on AWS, a dead-letter queue that cannot be reached loses the event; here at least it is said.
      const { message } = toDeliveryFailure(cause);
      console.error(`${this.#options.name}: ${failure.message}; and the failure destination: ${message}`);
    }
    this.#remove(entry);
  }
}
