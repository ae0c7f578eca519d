import { setTimeout as sleep } from "node:timers/promises";
import type { Activity } from "./ports.ts";

const ROUND_MILLISECONDS = 5;
/** Work moves between parts (a stream record becomes an event, the event a message): one silent round proves nothing. */
const SILENT_ROUNDS = 2;
const DEFAULT_TIMEOUT_MILLISECONDS = 10_000;

export const createActivity = (): Activity => {
  const parts = new Set<{ readonly name: string; readonly isIdle: () => boolean | Promise<boolean> }>();

  /** The first that is found busy: asking all of them costs more than the work that they wait for. */
  const busyPart = async (last: string | undefined): Promise<string | undefined> => {
    const asked = [...parts].toSorted((a, b) => Number(b.name === last) - Number(a.name === last));
    for (const { name, isIdle } of asked) if (!(await isIdle())) return name;
    return undefined;
  };

  return {
    register(name, isIdle) {
      const part = { name, isIdle };
      parts.add(part);
      return () => parts.delete(part);
    },
    async quiesce(timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS) {
      const deadline = performance.now() + timeoutMilliseconds;
      let busy: string | undefined;
      for (let silent = 0; silent < SILENT_ROUNDS; ) {
        busy = await busyPart(busy);
        silent = busy === undefined ? silent + 1 : 0;
        if (silent === SILENT_ROUNDS) return;
        if (performance.now() > deadline) {
          throw new Error(`Still busy after ${timeoutMilliseconds} ms: ${busy ?? "parts that take turns"}`);
        }
        await sleep(ROUND_MILLISECONDS);
      }
    },
  };
};
