import { describe, expect, test } from "vitest";
import { defaultLadder, Ladder, nextStepDay, reachedStep, stepDay } from "../../../lib/obligation/ladder.ts";
import { day } from "./branch-history.ts";

const quiet: Ladder = { ...defaultLadder, quiet: [{ from: "2026-02-01", to: "2026-02-20" }] };

describe("the ladder of reminders", () => {
  test("takes its steps so many days from the due day", () => {
    expect(stepDay(defaultLadder, "ahead", day("2026-03-31"))).toBe("2026-03-24");
    expect(stepDay(defaultLadder, "talk", day("2026-02-28"))).toBe("2026-03-14");
  });

  test("says nothing in a quiet period and makes up for it afterwards", () => {
    expect(stepDay(quiet, "head", day("2026-01-31"))).toBe("2026-02-21");
    expect(reachedStep(quiet, day("2026-01-31"), day("2026-02-10"))).toBeNull();
    expect(reachedStep(quiet, day("2026-01-31"), day("2026-02-21"))).toBe("talk");
  });

  test("names the highest step that is reached, and the next day", () => {
    expect(reachedStep(defaultLadder, day("2026-01-31"), day("2026-01-23"))).toBeNull();
    expect(reachedStep(defaultLadder, day("2026-01-31"), day("2026-02-08"))).toBe("superior");
    expect(nextStepDay(defaultLadder, day("2026-01-31"), day("2026-02-08"))).toBe("2026-02-14");
    expect(nextStepDay(defaultLadder, day("2026-01-31"), day("2026-02-14"))).toBeNull();
  });

  test("refuses a quiet period that ends before it begins", () => {
    const period = { from: "2026-02-20", to: "2026-02-01" };
    expect(Ladder.safeParse({ ...defaultLadder, quiet: [period] }).success).toBe(false);
  });
});
