import { describe, expect, it } from "vitest";
import { HolidayYear } from "../../../lib/rules/calendar/holiday-year.ts";
import { addDays, type PlainDate } from "../../../lib/rules/calendar/plain-date.ts";
import { addWorkingDays, calendarWith, isWorkingDay } from "../../../lib/rules/calendar/working-days.ts";
import { holidayYears } from "../../../lib/rules/data/holidays.ts";

function workingDaysOf(year: number): number[] {
  const months = Array.from({ length: 12 }, () => 0);
  for (let day: PlainDate = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    const month = Number(day.slice(5, 7)) - 1;
    if (isWorkingDay(day)) months[month] = (months[month] ?? 0) + 1;
  }
  return months;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe("working days", () => {
  it("has the working days of 2026, month by month", () => {
    expect(workingDaysOf(2026)).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
  });

  // Counted by hand from each notice: Mondays to Fridays, less those off, plus the make-up days.
  it.each([
    [2024, 262 - 19 + 8],
    [2025, 261 - 18 + 5],
    [2026, 248],
  ])("has the working days of %i", (year, days) => {
    expect(sum(workingDaysOf(year))).toBe(days);
  });

  it.each([
    ["2026-09-24", "2026-10-09"],
    ["2026-02-13", "2026-02-27"],
    ["2026-11-23", "2026-11-30"],
    ["2025-09-29", "2025-10-13"],
    ["2024-04-26", "2024-05-07"],
  ] as const)("ends a notice of five working days from %s on %s", (from, end) => {
    expect(addWorkingDays(from, 5)).toEqual({ date: end, unannouncedYears: [] });
  });

  it("fails loudly for a year that is not announced", () => {
    expect(() => isWorkingDay("2028-03-01")).toThrow(/2028.*lib\/rules\/data\/holidays\.ts/);
    expect(() => addWorkingDays("2026-12-30", 5)).toThrow(/2027/);
    expect(() => isWorkingDay("2023-03-01")).toThrow(/2023/);
  });

  it("takes the careful day either way and names the year when told to go on", () => {
    // 2027-02-05 to 02-12 may be off, so the five days end on Friday 2027-02-19.
    expect(addWorkingDays("2027-02-04", 5, { allowUnknown: true })).toEqual({
      date: "2027-02-19",
      unannouncedYears: [2027],
    });
    expect(addWorkingDays("2027-02-04", 5, { allowUnknown: true, reading: "earliest" }).date).toBe("2027-02-09");
    expect(addWorkingDays("2028-01-19", 1, { allowUnknown: true }).date).toBe("2028-02-29");
    expect(addWorkingDays("2026-12-30", 2, { allowUnknown: true }).date).toBe("2027-01-04");
  });

  it("takes a year that an administrator entered", () => {
    const calendar = calendarWith([
      {
        year: 2027,
        status: "notified",
        source: "test",
        daysOff: [["2027-02-05", "2027-02-11"]],
        makeUpDays: ["2027-02-13"],
      },
    ]);
    expect(addWorkingDays("2027-02-04", 2, { calendar })).toEqual({ date: "2027-02-13", unannouncedYears: [] });
  });

  it.each([
    ["a make-up day on a weekday", { daysOff: [], makeUpDays: ["2027-02-10"] }],
    ["a day of another year", { daysOff: [["2026-12-31", "2027-01-02"]], makeUpDays: [] }],
    ["a day both off and made up", { daysOff: [["2027-02-13", "2027-02-14"]], makeUpDays: ["2027-02-13"] }],
    ["days off that end before they begin", { daysOff: [["2027-02-14", "2027-02-13"]], makeUpDays: [] }],
  ])("refuses a year with %s", (_name, days) => {
    expect(HolidayYear.safeParse({ year: 2027, status: "notified", source: "test", ...days }).success).toBe(false);
  });

  it("stores no year that would be refused when entered", () => {
    for (const year of holidayYears) expect(HolidayYear.parse(year)).toEqual(year);
  });

  it("names the source of every year and has one provisional year after the announced ones", () => {
    const announced = holidayYears.filter(({ status }) => status === "notified");
    expect(announced.every(({ source }) => /国办发明电〔\d{4}〕\d+号/.test(source))).toBe(true);
    expect(holidayYears.at(-1)).toMatchObject({ status: "provisional", year: (announced.at(-1)?.year ?? 0) + 1 });
  });
});
