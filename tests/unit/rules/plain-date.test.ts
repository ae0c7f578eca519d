import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMonths,
  addPeriods,
  ageOn,
  birthdayAt,
  periodEnd,
  periodName,
  periodStart,
  wholeMonthsBetween,
} from "../../../lib/rules/calendar/periods.ts";
import {
  addDays,
  civilDay,
  dateOfEpochDay,
  epochDay,
  isoWeekday,
  PlainDate,
} from "../../../lib/rules/calendar/plain-date.ts";

const anyDate = fc.integer({ min: epochDay("1949-10-01"), max: epochDay("2150-12-31") }).map(dateOfEpochDay);

describe("plain dates", () => {
  it("counts days from 1970-01-01 and back", () => {
    expect(epochDay("1970-01-01")).toBe(0);
    expect(epochDay("2026-11-21")).toBe(20_778);
    fc.assert(fc.property(anyDate, (date) => dateOfEpochDay(epochDay(date)) === date));
  });

  it("agrees with the machine's UTC calendar", () => {
    fc.assert(fc.property(anyDate, (date) => new Date(epochDay(date) * 86_400_000).toISOString().startsWith(date)));
  });

  it.each(["2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-01-01", "2026-1-1", "today"])(
    "refuses %s",
    (text) => {
      expect(() => civilDay(text)).toThrow(RangeError);
      expect(PlainDate.safeParse(text).success).toBe(false);
    },
  );

  it("knows the weekday", () => {
    expect(isoWeekday("2026-11-21")).toBe(6);
    expect(isoWeekday("1969-12-31")).toBe(3);
  });
});

describe("periods", () => {
  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-03-31", 1, "2026-04-30"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2026-12-31", -6, "2026-06-30"],
    ["2026-01-15", -1, "2025-12-15"],
  ] as const)("%s and %i months is %s", (from, months, result) => {
    expect(addMonths(from, months)).toBe(result);
  });

  it("adds months monotonically in both arguments", () => {
    const months = fc.integer({ min: -600, max: 600 });
    fc.assert(
      fc.property(anyDate, anyDate, months, (left, right, count) => {
        const [first, second] = left <= right ? [left, right] : [right, left];
        return (
          addMonths(first, count) <= addMonths(second, count) && addMonths(first, count) < addMonths(first, count + 1)
        );
      }),
    );
  });

  it("gives whole months as the largest number that fits", () => {
    fc.assert(
      fc.property(anyDate, fc.nat(4000), (from, days) => {
        const to = addDays(from, days);
        const months = wholeMonthsBetween(from, to);
        return addMonths(from, months) <= to && addMonths(from, months + 1) > to;
      }),
    );
  });

  it.each([
    ["month", "2026-02", "2026-02-01", "2026-02-28"],
    ["quarter", "2026-Q1", "2026-01-01", "2026-03-31"],
    ["half_year", "2026-H1", "2026-01-01", "2026-06-30"],
    ["year", "2026", "2026-01-01", "2026-12-31"],
  ] as const)("bounds the %s of 2026-02-14", (period, name, first, last) => {
    expect([
      periodName("2026-02-14", period),
      periodStart("2026-02-14", period),
      periodEnd("2026-02-14", period),
    ]).toEqual([name, first, last]);
  });

  it("puts quarters and half-years end to end", () => {
    expect(addPeriods("2025-12-31", 1, "half_year")).toBe("2026-06-30");
    expect(periodEnd("2026-07-01", "quarter")).toBe("2026-09-30");
  });

  it("takes the later day for a birthday on 29 February", () => {
    expect(ageOn("2008-02-29", "2026-02-28")).toBe(17);
    expect(ageOn("2008-02-29", "2026-03-01")).toBe(18);
    expect(birthdayAt("2008-02-29", 18)).toBe("2026-03-01");
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 90 }), (birth, age) => {
        const day = birthdayAt(birth, age);
        return ageOn(birth, day) === age && ageOn(birth, addDays(day, -1)) === age - 1;
      }),
    );
  });
});
