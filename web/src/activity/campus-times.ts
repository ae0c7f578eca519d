import type { Language } from "../terms/language.tsx";

const zone = "Asia/Shanghai";
const format = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });

const day = { month: "short", day: "numeric", weekday: "short" } as const;
const days = { zh: format("zh-CN", day), en: format("en-GB", day) };
const clock = format("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayAndYear = format("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });

/** From and to, in campus time; the day is said once when it is the same. */
export function formatSpan(startsAt: string, endsAt: string, language: Language): string {
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  const first = `${days[language].format(from)} ${clock.format(from)}`;
  const isSameDay = dayAndYear.format(from) === dayAndYear.format(to);
  return isSameDay ? `${first}–${clock.format(to)}` : `${first} – ${days[language].format(to)} ${clock.format(to)}`;
}

/** The time of day of an instant. */
export function formatClock(instant: string): string {
  return clock.format(new Date(instant));
}

/** An instant as the value of a field of date and time: `2026-11-22T15:00`, campus time wherever the machine is. */
export function toCampusInput(at: Date): string {
  return `${dayAndYear.format(at)}T${clock.format(at)}`;
}

/** The instant behind such a value; undefined while it is not complete. */
export function fromCampusInput(text: string): Date | undefined {
  const at = new Date(`${text}:00+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

export function campusYear(now = new Date()): number {
  return Number(dayAndYear.format(now).slice(0, 4));
}
