import { vi } from "vitest";

/** Effects travel through streams, buses and queues. On the embedded cloud `settle` has waited for them before. */
const within = { timeout: 30_000, interval: 100 };

/** Gives what `read` gives as soon as it does not throw: an expectation in it that does not hold yet is tried again. */
export const eventually = <Value>(read: () => Promise<Value>): Promise<Value> => vi.waitFor(read, within);
