import { setTimeout as pause } from "node:timers/promises";

/** Says a repeated problem once, and makes its repetition slow: from one second to half a minute. */
export function createProblemLog(name: string) {
  let last = "";
  let repetitions = 0;
  return {
    clear() {
      last = "";
      repetitions = 0;
    },
    async report(error: unknown): Promise<void> {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (text !== last) console.error(`${name}: ${text}`);
      last = text;
      repetitions += 1;
      await pause(Math.min(1000 * 2 ** (repetitions - 1), 30_000), undefined, { ref: false });
    },
  };
}
