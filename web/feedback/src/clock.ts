import { words } from "./words/words.ts";

const chinaMilliseconds = 8 * 3_600_000;
/** Files may come from a cache that is some minutes old. */
const tolerance = 15 * 60_000;

let offset = 0;

/** Learns the time from an answer of the host: the clocks of phones are often wrong. */
export function learnTime(headers: Headers): void {
  const date = Date.parse(headers.get("date") ?? "");
  const age = Number(headers.get("age") ?? "0") * 1000;
  if (!Number.isNaN(date)) offset = date + (Number.isFinite(age) ? age : 0) - Date.now();
}

export const now = (): number => Date.now() + offset;

export const isClockWrong = (): boolean => Math.abs(offset) > tolerance;

export const today = (): string => new Date(now() + chinaMilliseconds).toISOString().slice(0, 10);

/** "11月23日 14:05" in the language of the page, in campus time whatever the device says. */
export function describeMoment(milliseconds: number): string {
  const date = new Date(milliseconds + chinaMilliseconds);
  const time = date.toISOString().slice(11, 16);
  return words.moment(date.getUTCMonth() + 1, date.getUTCDate(), time);
}
