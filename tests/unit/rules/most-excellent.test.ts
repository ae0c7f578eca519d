import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostExcellent } from "../../../lib/rules/evaluate/evaluate-appraisal.ts";
import { definePolicy } from "../../../lib/rules/policy.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";

const context = ruleContext("2026-11-21");
const readings = [{ ruleId: "APP-06", option: "appraised", since: "2026-01-01", decidedBy: "x" }] as const;
const wider = ruleContext("2026-11-21", definePolicy({ readings: [...readings] }));
const people = (attended: number, absent: number) => [
  ...Array.from({ length: attended }, () => ({ hasAttended: true })),
  ...Array.from({ length: absent }, () => ({ hasAttended: false })),
];

describe("the most members graded excellent", () => {
  it("is a third of those who took part, rounded down", () => {
    expect([2, 3, 10, 12].map((count) => mostExcellent(context, people(count, 5)))).toEqual([0, 1, 3, 4]);
  });

  it("counts the absent where the university reads it so", () => {
    expect(mostExcellent(wider, people(10, 2))).toBe(4);
  });

  it("never passes the third, and one more would", () => {
    fc.assert(
      fc.property(fc.nat(200), (count) => {
        const most = mostExcellent(context, people(count, 0));
        return most * 3 <= count && (most + 1) * 3 > count;
      }),
    );
  });
});
