import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type PlainDate } from "../../../lib/rules/calendar/plain-date.ts";
import { circumstances, dutyPlatform, themeDay } from "./duty-platform.ts";

const first: PlainDate = "2026-01-02";

interface Move {
  /** Days that pass before. */
  readonly days: number;
  /** A deed of so many days ago, told now; null: nothing is told. */
  readonly deedDaysAgo: number | null;
  readonly isConfirmed: boolean;
  /** Whether a member is told to take no part since summer, or to have taken part today; null: nothing is told. */
  readonly isAbsent: boolean | null;
  /** Told between the sweep's look and its write, or before it. */
  readonly isAtTheSameMoment: boolean;
}

const move: fc.Arbitrary<Move> = fc.record({
  days: fc.integer({ min: 1, max: 12 }),
  deedDaysAgo: fc.option(fc.integer({ min: 0, max: 25 })),
  isConfirmed: fc.boolean(),
  isAbsent: fc.option(fc.boolean()),
  isAtTheSameMoment: fc.boolean(),
});

test("nobody is reminded of what is fulfilled, whoever is faster", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 14 }), async (moves) => {
      const { store, follow, keep, sweepOn } = dutyPlatform();
      await keep("branch-1", circumstances(first));
      let today: PlainDate = first;
      for (const [index, { days, deedDaysAgo, isConfirmed, isAbsent, isAtTheSameMoment }] of moves.entries()) {
        today = addDays(today, days);
        const on = today;
        const tell = async () => {
          if (isAbsent !== null) {
            const since = { relationId: "absence", version: index + 1, startedOn: "2025-08-15" };
            const relation = { ...since, kind: "absent_from_life" as const, endedOn: isAbsent ? null : on };
            await keep("branch-1", { ...circumstances(on), relation });
          }
          if (deedDaysAgo === null) return;
          await follow(themeDay(`a${index % 4}`, index + 1, addDays(on, -deedDaysAgo), isConfirmed), circumstances(on));
        };
        if (isAtTheSameMoment) store.interfere = tell;
        else await tell();
        await sweepOn(today);
      }
      // What was written, in the order in which it was: a reminder stands in the write that saw the duty unfinished.
      const states = new Map<string, string>();
      const steps = new Map<string, string[]>();
      for (const { duties, reminder } of store.saves) {
        for (const { duty } of duties) states.set(duty.dutyId, duty.state);
        for (const { dutyId, step } of reminder?.reminder.lines ?? []) {
          expect(["open", "overdue"]).toContain(states.get(dutyId));
          const taken = steps.get(dutyId) ?? [];
          expect(taken).not.toContain(step);
          steps.set(dutyId, [...taken, step]);
        }
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
