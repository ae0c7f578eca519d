/** A day as YYYY-MM-DD, or a month as YYYY-MM when no day was given: a missing day is never invented. */
export type PartialDate = string;

const DAY_LENGTH = 10;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const two = (number: number): string => String(number).padStart(2, "0");

function makeDate(year: number, month: number, day?: number): PartialDate | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined;
  if (day === undefined) return `${year}-${two(month)}`;
  return day >= 1 && day <= daysInMonth(year, month) ? `${year}-${two(month)}-${two(day)}` : undefined;
}

const SEPARATED = /^(\d{4})([-./年])(\d{1,2})(?:[-./月](\d{1,2})[日号]?|月)?$/;
const UNSEPARATED = /^(\d{4})(\d{2})(\d{2})?$/;
/** Exports add the time of day, mostly midnight. */
const TIME_AFTER_DAY =
  /^(\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?)[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

const CHINESE_DIGITS = "〇一二三四五六七八九";
const CHINESE_DATE =
  /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号]?)?$/;

function chineseDigit(character: string): number {
  return CHINESE_DIGITS.indexOf(character.replace(/[零○]/, "〇"));
}

/** One to ninety-nine, as months and days are written: 三, 十, 十二, 二十, 三十一. */
function chineseNumber(text: string): number {
  const [tens, ones] = text.includes("十") ? text.split("十") : ["0", text];
  const ten = tens === "0" ? 0 : tens === "" ? 1 : chineseDigit(tens ?? "");
  return ten * 10 + (ones ? chineseDigit(ones) : 0);
}

function parseChinese(text: string): PartialDate | undefined {
  const match = CHINESE_DATE.exec(text);
  if (!match) return undefined;
  const [, year = "", month = "", day] = match;
  const digits = [...year].map(chineseDigit).join("");
  return makeDate(Number(digits), chineseNumber(month), day === undefined ? undefined : chineseNumber(day));
}

/**
 * Reads a date written as text, after normalisation: 2019-06-01, 2019.6.1, 2019/6/1, 2019年6月1日, 20190601, 201906,
 * 2019-06, 二〇一九年六月一日, with or without a time. Two-digit years and day-first dates are not certain: undefined.
 */
export function parseDate(normalized: string): PartialDate | undefined {
  const text = normalized.replace(TIME_AFTER_DAY, "$1").replaceAll(" ", "");
  const match = SEPARATED.exec(text);
  if (match) {
    const [, year, , month, day] = match;
    return makeDate(Number(year), Number(month), day === undefined ? undefined : Number(day));
  }
  const plain = UNSEPARATED.exec(text);
  if (plain) return makeDate(Number(plain[1]), Number(plain[2]), plain[3] === undefined ? undefined : Number(plain[3]));
  return parseChinese(text);
}

/** Excel counts days from 1900, or from 1904 in workbooks that began on a Macintosh. */
export type DateSystem = "1900" | "1904";

const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of each system; the 1900 one is a day early because Excel counts a 29 February 1900 that never was. */
const EPOCH: Readonly<Record<DateSystem, number>> = { "1900": Date.UTC(1899, 11, 30), "1904": Date.UTC(1904, 0, 1) };
/** 1 March 1900 in the 1900 system: earlier numbers are one day off and no date of a living person. */
const FIRST_SERIAL = 61;
/** The last day of 2199. */
const LAST_SERIAL = 109_939;

/** The day of an Excel number; the time of day is dropped. */
export function serialToDay(serial: number, dateSystem: DateSystem): string | undefined {
  if (!(serial >= FIRST_SERIAL && serial < LAST_SERIAL)) return undefined;
  return new Date(EPOCH[dateSystem] + Math.floor(serial) * DAY_MILLISECONDS).toISOString().slice(0, DAY_LENGTH);
}

/** A smaller number in a cell without date format may be anything. From 1927. */
const FIRST_BARE_SERIAL = 10_000;

/**
 * A number in a date column: an Excel date that lost its format, 20190601, 201906, or 2019.06. The number 2019.1 may have
 * been January or October (2019.10 loses its zero), so it is no date.
 */
export function parseDateNumber(value: number, dateSystem: DateSystem): PartialDate | undefined {
  if (Number.isInteger(value) && value >= FIRST_BARE_SERIAL && value < LAST_SERIAL)
    return serialToDay(value, dateSystem);
  const text = String(value);
  return /^\d{4}\.1$/.test(text) ? undefined : parseDate(text);
}

/** Whether the day is not known. */
export const isMonth = (date: PartialDate): boolean => date.length < DAY_LENGTH;

/** The first day that the date can mean. */
export const earliest = (date: PartialDate): string => (isMonth(date) ? `${date}-01` : date);

/** The last day that the date can mean. */
export function latest(date: PartialDate): string {
  if (!isMonth(date)) return date;
  return `${date}-${two(daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7))))}`;
}

/** The same day in other years; 29 February becomes the 28th. */
export function addYears(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const month = Number(day.slice(5, 7));
  return `${year}-${two(month)}-${two(Math.min(Number(day.slice(8)), daysInMonth(year, month)))}`;
}

/** Whether both can mean the same day. */
export function agree(one: PartialDate, other: PartialDate): boolean {
  return earliest(one) <= latest(other) && earliest(other) <= latest(one);
}
