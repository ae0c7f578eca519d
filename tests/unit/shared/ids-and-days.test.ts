import fc from "fast-check";
import { expect, test } from "vitest";
import { chinaDay } from "../../../lib/shared/clock.ts";
import { randomId } from "../../../lib/shared/ids.ts";

test("an id is 20 letters that can be read aloud, and never the same", () => {
  const ids = Array.from({ length: 2_000 }, randomId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every letter of the alphabet comes up, in every place", () => {
  const ids = Array.from({ length: 2_000 }, randomId);
  for (let place = 0; place < 20; place++) expect(new Set(ids.map((id) => id[place])).size).toBe(32);
});

test.each([
  ["2026-01-31T15:59:59.999Z", "2026-01-31"],
  ["2026-01-31T16:00:00.000Z", "2026-02-01"],
  ["2025-12-31T16:00:00.000Z", "2026-01-01"],
  ["2028-02-28T16:00:00.000Z", "2028-02-29"],
])("at %s it is %s in China", (moment, day) => {
  expect(chinaDay(new Date(moment))).toBe(day);
});

test("the day in China is what the time zone database says", () => {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });
  const moments = fc.date({ min: new Date("1992-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (moment) => {
      expect(chinaDay(moment)).toBe(format.format(moment));
    }),
  );
});
