import * as z from "zod";
import { isoWeekday, PlainDate } from "./plain-date.ts";

/**
 * One year of days off. `notified`: as the State Council's General Office announced it; `provisional`: the days that may
 * be off before the announcement. Make-up days are weekend days on which people work.
 */
export const HolidayYear = z
  .strictObject({
    year: z.int().min(1950).max(2200),
    status: z.enum(["notified", "provisional"]),
    source: z.string().min(1),
    daysOff: z.array(z.tuple([PlainDate, PlainDate])),
    makeUpDays: z.array(PlainDate),
  })
  .superRefine(({ year, daysOff, makeUpDays }, { addIssue }) => {
    const refuse = (message: string) => addIssue({ code: "custom", message });
    for (const [first, last] of daysOff) {
      if (first > last) refuse(`days off end before they begin: ${first} - ${last}`);
    }
    for (const day of [...daysOff.flat(), ...makeUpDays]) {
      if (!day.startsWith(`${year}-`)) refuse(`${day} is not in ${year}`);
    }
    for (const day of makeUpDays) {
      if (isoWeekday(day) < 6) refuse(`make-up day ${day} is not at a weekend`);
      if (daysOff.some(([first, last]) => first <= day && day <= last)) refuse(`${day} is both off and a make-up day`);
    }
  });

export type HolidayYear = z.output<typeof HolidayYear>;
