import { describe, expect, test } from "vitest";
import {
  defaultLadder,
  Ladder,
  laddersFor,
  nextStepDay,
  reachedStep,
  stepDay,
} from "../../../lib/obligation/ladder.ts";
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

describe("ladders of a university", () => {
  const ladder = (head: number): Ladder => ({ ...defaultLadder, days: { ...defaultLadder.days, head } });
  const settings = [
    { ruleId: null, organizationId: null, ladder: ladder(2) },
    { ruleId: "BR-09", organizationId: null, ladder: ladder(3) },
    { ruleId: null, organizationId: "school", ladder: ladder(4) },
    { ruleId: "BR-22", organizationId: "school", ladder: ladder(5) },
  ];
  const headAt = (line: readonly string[], ruleId: string | null) => laddersFor(settings, line)(ruleId).days.head;

  test("are those of the nearest organisation, there of the rule before those of all rules", () => {
    expect(headAt(["university", "other", "branch"], "BR-12")).toBe(2);
    expect(headAt(["university", "other", "branch"], "BR-09")).toBe(3);
    expect(headAt(["university", "school", "branch"], "BR-09")).toBe(4);
    expect(headAt(["university", "school", "branch"], "BR-22")).toBe(5);
    expect(headAt(["university", "school", "branch"], null)).toBe(4);
    expect(laddersFor([], ["university"])("BR-22")).toEqual(defaultLadder);
  });
});
