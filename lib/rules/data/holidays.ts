import type { HolidayYear } from "../calendar/holiday-year.ts";

/**
 * Days off and make-up working days of the General Office of the State Council.
 *
 * Yearly update: the notice of the next year appears in late October or November (2023-10-25, 2024-11-12, 2025-11-04).
 * Replace the provisional year by the days of the notice, set `status: "notified"`, name the notice and its date, add a
 * provisional entry for the year after, and add the number of working days to tests/unit/rules/working-days.test.ts.
 * An administrator can enter a year at run time before a release (`calendarWith`).
 *
 * The provisional year holds the days that may be off: the statutory days, spread by the principle stated in the notice
 * for 2025 (eight days from the eve of the Spring Festival, five at Labour Day, seven at National Day, three at the
 * others, or one when the day is a Wednesday). It has no make-up days.
 */
export const holidayYears: readonly HolidayYear[] = [
  {
    year: 2024,
    status: "notified",
    source: "国办发明电〔2023〕7号（2023-10-25）",
    daysOff: [
      ["2024-01-01", "2024-01-01"],
      ["2024-02-10", "2024-02-17"],
      ["2024-04-04", "2024-04-06"],
      ["2024-05-01", "2024-05-05"],
      ["2024-06-10", "2024-06-10"],
      ["2024-09-15", "2024-09-17"],
      ["2024-10-01", "2024-10-07"],
    ],
    makeUpDays: [
      "2024-02-04",
      "2024-02-18",
      "2024-04-07",
      "2024-04-28",
      "2024-05-11",
      "2024-09-14",
      "2024-09-29",
      "2024-10-12",
    ],
  },
  {
    year: 2025,
    status: "notified",
    source: "国办发明电〔2024〕12号（2024-11-12）",
    daysOff: [
      ["2025-01-01", "2025-01-01"],
      ["2025-01-28", "2025-02-04"],
      ["2025-04-04", "2025-04-06"],
      ["2025-05-01", "2025-05-05"],
      ["2025-05-31", "2025-06-02"],
      ["2025-10-01", "2025-10-08"],
    ],
    makeUpDays: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
  },
  {
    year: 2026,
    status: "notified",
    source: "国办发明电〔2025〕7号（2025-11-04）",
    daysOff: [
      ["2026-01-01", "2026-01-03"],
      ["2026-02-15", "2026-02-23"],
      ["2026-04-04", "2026-04-06"],
      ["2026-05-01", "2026-05-05"],
      ["2026-06-19", "2026-06-21"],
      ["2026-09-25", "2026-09-27"],
      ["2026-10-01", "2026-10-07"],
    ],
    makeUpDays: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
  },
  {
    year: 2027,
    status: "provisional",
    source: "《全国年节及纪念日放假办法》（2025-01-01 起施行）推算，待国务院办公厅通知",
    daysOff: [
      ["2027-01-01", "2027-01-03"],
      ["2027-02-05", "2027-02-12"],
      ["2027-04-03", "2027-04-05"],
      ["2027-05-01", "2027-05-05"],
      ["2027-06-09", "2027-06-09"],
      ["2027-09-15", "2027-09-15"],
      ["2027-10-01", "2027-10-07"],
    ],
    makeUpDays: [],
  },
];
