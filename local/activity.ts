import { setTimeout as sleep } from "node:timers/promises";
import type { Activity } from "./ports.ts";

const ROUND_MILLISECONDS = 5;
/** Work moves between parts (a stream record becomes an event, the event a message): one silent round proves nothing. */
const SILENT_ROUNDS = 2;
const DEFAULT_TIMEOUT_MILLISECONDS = 10_000;

export const createActivity = (): Activity => {
  const parts = new Set<{ readonly name: string; readonly isIdle: () => boolean | Promise<boolean> }>();

  const busyParts = async (): Promise<string[]> => {
    const busy = await Promise.all([...parts].map(async (part) => ((await part.isIdle()) ? [] : [part.name])));
    return busy.flat();
  };

  return {
    register(name, isIdle) {
      const part = { name, isIdle };
      parts.add(part);
      return () => parts.delete(part);
    },
    async quiesce(timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS) {
      const deadline = performance.now() + timeoutMilliseconds;
      for (let silent = 0; silent < SILENT_ROUNDS; ) {
        const busy = await busyParts();
        silent = busy.length === 0 ? silent + 1 : 0;
        if (silent === SILENT_ROUNDS) return;
        if (performance.now() > deadline) {
          throw new Error(`Still busy after ${timeoutMilliseconds} ms: ${busy.join(", ") || "parts that take turns"}`);
        }
        await sleep(ROUND_MILLISECONDS);
      }
    },
  };
};
