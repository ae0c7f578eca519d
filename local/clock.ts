import type { CloudClock } from "./ports.ts";

export const createClock = (offset = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT)): CloudClock => {
  const milliseconds = new Float64Array(offset);
  milliseconds[0] = 0;
  const listeners = new Set<() => void>();
  return {
    offset,
    now: () => Date.now() + (milliseconds[0] ?? 0),
    advance(by) {
      if (!(by >= 0)) throw new RangeError(`The clock only moves forward, not by ${by} ms`);
      milliseconds[0] = (milliseconds[0] ?? 0) + by;
      for (const listener of [...listeners]) listener();
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
