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

export interface DeliveryQueue<Body> {
  /** The deliveries are in the state store when this returns: a kill at any later moment loses none. */
  accept(bodies: readonly Body[]): void;
}

/** So many deliveries at a time, so that a burst does not open thousands of sockets at once. */
const parallelDeliveries = 32;

/** At-least-once deliveries with retries on the cloud's clock, kept in the state store until taken or given up. */
export function createDeliveryQueue<Body>(
  parts: Pick<CloudParts, "clock" | "state" | "activity" | "onReady" | "onStop">,
  options: DeliveryQueueOptions<Body>,
): DeliveryQueue<Body> {
  const { clock, state } = parts;
  const ready: Entry<Body>[] = [];
  const waiting = new Set<() => void>();
  let running = 0;
  let isStarted = false;
  let isStopped = false;
  let counter = 0;

  const save = (entry: Entry<Body>) => state.set(options.name, entry.key, JSON.stringify(entry));

  const schedule = (entry: Entry<Body>) => {
    if (entry.notBefore <= clock.now()) {
      ready.push(entry);
      return pump();
    }
    const cancel = runAt(clock, entry.notBefore, () => {
      waiting.delete(cancel);
      ready.push(entry);
      pump();
    });
    waiting.add(cancel);
  };

  const pump = () => {
    while (isStarted && !isStopped && running < parallelDeliveries) {
      const entry = ready.shift();
      if (entry === undefined) return;
      running += 1;
      void attempt(entry).finally(() => {
        running -= 1;
        pump();
      });
    }
  };

  const attempt = async (entry: Entry<Body>) => {
    try {
      await options.deliver(entry.delivery);
    } catch (cause) {
      if (!isStopped) await handleFailure(entry, toDeliveryFailure(cause));
      return;
    }
    if (!isStopped) state.delete(options.name, entry.key);
  };

  const handleFailure = async (entry: Entry<Body>, failure: DeliveryFailure) => {
    const { delivery } = entry;
    const exhausted = exhaustedBy(delivery, failure);
    if (exhausted.isExhausted) {
      await giveUp(entry, failure, exhausted.condition);
      return;
    }
    const failures = delivery.failures + (options.isFree?.(failure) ? 0 : 1);
    const notBefore = clock.now() + options.retryDelayMs(delivery.failures + 1, failure);
    const next = { key: entry.key, delivery: { ...delivery, failures }, notBefore };
    save(next);
    schedule(next);
  };

  const exhaustedBy = (delivery: Delivery<Body>, failure: DeliveryFailure) => {
    if (!failure.isRetriable) return { isExhausted: true, condition: undefined };
    const { maximumRetries, maximumAgeSeconds } = options.limits(delivery.body);
    if (clock.now() - delivery.acceptedAt >= maximumAgeSeconds * 1000) {
      return { isExhausted: true, condition: "MaximumEventAgeInSeconds" as const };
    }
    const isUsedUp = delivery.failures >= maximumRetries && !options.isFree?.(failure);
    return { isExhausted: isUsedUp, condition: isUsedUp ? ("MaximumRetryAttempts" as const) : undefined };
  };

  const giveUp = async (entry: Entry<Body>, failure: DeliveryFailure, condition: ExhaustedCondition) => {
    try {
      await options.giveUp(entry.delivery, failure, condition);
    } catch (cause) {
      // As on AWS, a dead-letter queue that cannot be reached loses the event; here at least it is said.
      console.error(
        `${options.name}: ${failure.message}; and the failure destination: ${toDeliveryFailure(cause).message}`,
      );
    }
    if (!isStopped) state.delete(options.name, entry.key);
  };

  parts.onReady(() => {
    isStarted = true;
    // Accepted before this start, or by a provisioner before everything was ready: both are in the store.
    ready.length = 0;
    for (const { value } of sorted(state.list(options.name))) schedule(JSON.parse(value) as Entry<Body>);
  });
  const unregister = parts.activity.register(
    options.name,
    () => !isStarted || (running === 0 && ready.length === 0 && waiting.size === 0),
  );
  parts.onStop(() => {
    isStopped = true;
    unregister();
    for (const cancel of waiting) cancel();
  });

  return {
    accept(bodies) {
      const acceptedAt = clock.now();
      const entries = bodies.map((body) => {
        counter += 1;
        const key = `${String(acceptedAt).padStart(16, "0")}-${String(counter).padStart(9, "0")}-${randomUUID()}`;
        return { key, delivery: { body, failures: 0, acceptedAt }, notBefore: acceptedAt };
      });
      for (const entry of entries) save(entry);
      if (isStarted) for (const entry of entries) schedule(entry);
    },
  };
}

interface Entry<Body> {
  readonly key: string;
  readonly delivery: Delivery<Body>;
  readonly notBefore: number;
}

function sorted(rows: ReadonlyArray<{ readonly key: string; readonly value: string }>) {
  return [...rows].sort((left, right) => (left.key < right.key ? -1 : 1));
}
