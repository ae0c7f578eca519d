import type { CloudClock } from "../ports.ts";

/** A timer of Node counts to 2^31 - 1 milliseconds (24.8 days); longer waits are taken in steps. */
const longestTimer = 2 ** 31 - 1;

/**
 * Calls back once when the cloud's clock has reached the time, by real time or by `advance`. The returned function
 * cancels. Never calls back synchronously.
 */
export function runAt(clock: CloudClock, time: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    clearTimeout(timer);
    stopListening();
  };
  const check = () => {
    if (clock.now() < time) return arm();
    cancel();
    callback();
  };
  const arm = () => {
    clearTimeout(timer);
    timer = setTimeout(check, Math.min(Math.max(time - clock.now(), 0), longestTimer)).unref();
  };
  const stopListening = clock.onAdvance(arm);
  arm();
  return cancel;
}

/** Waits on the cloud's clock. */
export function sleep(clock: CloudClock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => runAt(clock, clock.now() + milliseconds, resolve));
}
