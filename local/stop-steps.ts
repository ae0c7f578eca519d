import { setTimeout as sleep } from "node:timers/promises";

/** Nothing may hold up the end for longer than this, all steps together. */
const PATIENCE_MILLISECONDS = 3_000;

type Step = () => void | Promise<void>;

/** Steps that undo a start, run once and last first. One that fails does not keep the others from running. */
export const createStopSteps = () => {
  const steps: Step[] = [];
  let stopped: Promise<void> | undefined;

  const runAll = async (): Promise<void> => {
    const deadline = new AbortController();
    const expired = sleep(PATIENCE_MILLISECONDS, undefined, { signal: deadline.signal, ref: false }).catch(
      () => undefined,
    );
    const failures: unknown[] = [];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const run = step;
      await Promise.race([(async () => run())().catch((error: unknown) => failures.push(error)), expired]);
    }
    deadline.abort();
    if (failures.length > 0) throw new AggregateError(failures, "Some parts of the cloud did not stop");
  };

  return {
    add: (step: Step) => void steps.push(step),
    run(): Promise<void> {
      stopped ??= runAll();
      return stopped;
    },
  };
};
