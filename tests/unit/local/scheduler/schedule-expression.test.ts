import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileScheduleExpression } from "../../../../local/scheduler/schedule-expression.ts";

function occurrences(text: string, after: string, count: number, timeZone = "UTC"): string[] {
  const next = compileScheduleExpression(text, { timeZone, anchor: Date.parse("2026-11-21T00:00:30Z") });
  const found: string[] = [];
  for (let time = next(Date.parse(after)); time !== undefined && found.length < count; time = next(time)) {
    found.push(new Date(time).toISOString().slice(0, 19));
  }
  return found;
}

describe("a cron expression", () => {
  it.each<[string, string[]]>([
    ["cron(0 8 * * ? *)", ["2026-11-21T08:00:00", "2026-11-22T08:00:00"]],
    ["cron(0/20 9-10 21 11 ? 2026)", ["2026-11-21T09:00:00", "2026-11-21T09:20:00"]],
    ["cron(0 9 ? * MON-FRI *)", ["2026-11-23T09:00:00", "2026-11-24T09:00:00"]],
    ["cron(0 9 ? * 2 *)", ["2026-11-23T09:00:00", "2026-11-30T09:00:00"]],
    ["cron(0 9 L * ? *)", ["2026-11-30T09:00:00", "2026-12-31T09:00:00"]],
    ["cron(0 9 ? * 6L *)", ["2026-11-27T09:00:00", "2026-12-25T09:00:00"]],
    ["cron(0 9 ? * L *)", ["2026-11-21T09:00:00", "2026-11-28T09:00:00"]],
    ["cron(0 9 ? * 3#2 *)", ["2026-12-08T09:00:00", "2027-01-12T09:00:00"]],
    ["cron(0 9 1W * ? *)", ["2026-12-01T09:00:00", "2027-01-01T09:00:00"]],
    ["cron(0 9 22W 11 ? *)", ["2026-11-23T09:00:00", "2027-11-22T09:00:00"]],
    ["cron(0 0 29 FEB ? *)", ["2028-02-29T00:00:00", "2032-02-29T00:00:00"]],
    ["cron(0 0 1,15 JAN,JUL ? *)", ["2027-01-01T00:00:00", "2027-01-15T00:00:00"]],
  ])("%s", (text, expected) => {
    expect(occurrences(text, "2026-11-21T00:00:00Z", 2)).toEqual(expected);
  });

  it("moves the first of the month from a weekend into the month, not out of it", () => {
    expect(occurrences("cron(0 9 1W 8 ? 2026)", "2026-01-01T00:00:00Z", 1)).toEqual(["2026-08-03T09:00:00"]);
    expect(occurrences("cron(0 9 31W 10 ? 2027)", "2026-01-01T00:00:00Z", 1)).toEqual(["2027-10-29T09:00:00"]);
  });

  it("counts in its time zone", () => {
    expect(occurrences("cron(30 7 * * ? *)", "2026-11-21T00:00:00Z", 2, "Asia/Shanghai")).toEqual([
      "2026-11-21T23:30:00",
      "2026-11-22T23:30:00",
    ]);
  });

  it("skips a time that does not exist and runs once at a time that exists twice", () => {
    expect(occurrences("cron(30 2 * * ? *)", "2026-03-28T00:00:00Z", 2, "Europe/Berlin")).toEqual([
      "2026-03-28T01:30:00",
      "2026-03-30T00:30:00",
    ]);
    expect(occurrences("cron(30 2 * * ? *)", "2026-10-24T12:00:00Z", 2, "Europe/Berlin")).toEqual([
      "2026-10-25T00:30:00",
      "2026-10-26T01:30:00",
    ]);
  });

  it("ends with its years", () => {
    expect(occurrences("cron(0 0 1 1 ? 2027)", "2026-11-21T00:00:00Z", 5)).toEqual(["2027-01-01T00:00:00"]);
    expect(occurrences("cron(0 0 30 2 ? *)", "2026-11-21T00:00:00Z", 5)).toEqual([]);
  });

  it.each([
    "cron(0 8 * * *)",
    "cron(0 8 * * * *)",
    "cron(0 8 ? * ? *)",
    "cron(60 8 * * ? *)",
    "cron(0 24 * * ? *)",
    "cron(0 8 0 * ? *)",
    "cron(0 8 * 13 ? *)",
    "cron(0 8 ? * 8 *)",
    "cron(0 8 ? * 3#6 *)",
    "cron(0/0 8 * * ? *)",
    "cron(5-1 8 * * ? *)",
    "cron(a 8 * * ? *)",
    "rate(1 minutes)",
    "rate(5 minute)",
    "rate(0 minutes)",
    "rate(5 seconds)",
    "at(2026-11-21)",
    "daily",
  ])("refuses %s", (text) => {
    expect(() => compileScheduleExpression(text, { timeZone: "UTC", anchor: 0 })).toThrow(text);
  });

  it("agrees with another implementation in a zone without clock changes", () => {
    const value = (minimum: number, maximum: number) =>
      fc.oneof(
        fc.constant("*"),
        fc.integer({ min: minimum, max: maximum }).map(String),
        fc
          .tuple(fc.integer({ min: minimum, max: maximum }), fc.integer({ min: minimum, max: maximum }))
          .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
        fc
          .tuple(fc.integer({ min: minimum, max: maximum }), fc.integer({ min: 1, max: maximum }))
          .map(([a, b]) => `${a}-${maximum}/${b}`),
      );
    const days = fc.oneof(
      value(1, 28).map((dom) => [dom, "?"] as const),
      fc.constant(["L", "?"] as const),
      fc.integer({ min: 1, max: 28 }).map((day) => [`${day}W`, "?"] as const),
      value(1, 7).map((dow) => ["?", dow] as const),
      fc
        .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }))
        .map(([day, nth]) => ["?", `${day}#${nth}`] as const),
    );
    const after = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(value(0, 59), value(0, 23), days, value(1, 12), after, (minute, hour, [dom, dow], month, start) => {
        const next = compileScheduleExpression(`cron(${minute} ${hour} ${dom} ${month} ${dow} *)`, {
          timeZone: "Asia/Shanghai",
          anchor: 0,
        });
        const other = new Cron(`0 ${minute} ${hour} ${dom} ${month} ${dow}`, {
          timezone: "Asia/Shanghai",
          alternativeWeekdays: true,
        });
        expect(next(start.getTime())).toBe(other.nextRun(start)?.getTime());
      }),
      { numRuns: 300 },
    );
  });
});

describe("a rate", () => {
  it("counts from its anchor, and includes it", () => {
    expect(occurrences("rate(5 minutes)", "2026-11-20T00:00:00Z", 2)).toEqual([
      "2026-11-21T00:00:30",
      "2026-11-21T00:05:30",
    ]);
    expect(occurrences("rate(1 day)", "2026-11-21T00:00:30Z", 1)).toEqual(["2026-11-22T00:00:30"]);
  });
});

describe("a single time", () => {
  it("occurs once, in its time zone", () => {
    expect(occurrences("at(2026-11-22T08:00:00)", "2026-11-21T00:00:00Z", 5, "Asia/Shanghai")).toEqual([
      "2026-11-22T00:00:00",
    ]);
    expect(occurrences("at(2026-11-22T08:00:00)", "2026-11-23T00:00:00Z", 5)).toEqual([]);
  });
});
