import type { readOutcome } from "./read-ledger.ts";

type Outcome = Awaited<ReturnType<ReturnType<typeof readOutcome>>>;

interface Dependencies {
  readonly read: () => Promise<Outcome>;
  readonly put: (outcome: Outcome) => Promise<void>;
}

/** Whatever else happens meanwhile is published by who does it. */
const mostRounds = 3;

/**
 * Puts the overview of all campaigns where everybody can fetch it. As with the chain, of two at once the slower one looks
 * again. Units: twice those of the overview.
 */
export function publishIndex({ read, put }: Dependencies) {
  return async (): Promise<void> => {
    let current = await read();
    for (let round = 1; round <= mostRounds; round++) {
      const published = canonical(current);
      await put(current);
      current = await read();
      if (canonical(current) === published) return;
    }
  };
}

/** The store gives the fields of a map in any order. */
function canonical(outcome: Outcome): string {
  return JSON.stringify(outcome, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
