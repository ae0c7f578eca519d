import type { Language } from "../terms/language.tsx";

const zone = "Asia/Shanghai";
const minute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const locales = { zh: "zh-CN", en: "en-GB" } as const;

/** To the minute, in campus time; the year only where it is another one. */
export function formatWhen(instant: string, language: Language, now = new Date()): string {
  const at = new Date(instant);
  const yearOf = (date: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric" }).format(date);
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    ...(yearOf(at) !== yearOf(now) && { year: "numeric" as const }),
    month: "short",
    day: "numeric",
    ...minute,
  }).format(at);
}
