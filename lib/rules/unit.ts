import type { Bilingual } from "./bilingual.ts";

export const durationUnits = ["day", "working_day", "month", "quarter", "half_year", "year"] as const;
export type DurationUnit = (typeof durationUnits)[number];

/** What numbers of rules count. `zh` is the measure word behind a number; `en` the singular and the plural. */
const words = {
  day: ["天", "day", "days"],
  working_day: ["个工作日", "working day", "working days"],
  month: ["个月", "month", "months"],
  quarter: ["个季度", "quarter", "quarters"],
  half_year: ["个半年", "half-year", "half-years"],
  year: ["年", "year", "years"],
  age: ["周岁", "year of age", "years of age"],
  person: ["名", "person", "persons"],
  organization_unit: ["个单位", "unit", "units"],
  place: ["处", "place", "places"],
  occasion: ["次", "time", "times"],
  study_hour: ["学时", "study hour", "study hours"],
  opinion: ["方面意见", "opinion", "opinions"],
  document: ["种材料", "document", "documents"],
  item: ["项", "item", "items"],
  share: ["", "", ""],
} as const satisfies Record<string, readonly [string, string, string]>;

export type Unit = keyof typeof words;

export function isDurationUnit(unit: Unit): unit is DurationUnit {
  return durationUnits.some((duration) => duration === unit);
}

export function quantityText(value: number, unit: Unit): Bilingual {
  const [measure, singular, plural] = words[unit];
  const join = /^[A-Za-z]/.test(singular) ? " " : "";
  return { zh: `${value}${measure && ` ${measure}`}`, en: `${value}${join}${value === 1 ? singular : plural}` };
}
