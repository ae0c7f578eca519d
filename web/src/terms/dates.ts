import type { Language } from "./language.tsx";

const zone = "Asia/Shanghai";

/** Today on campus, as a plain date. */
export function todayOnCampus(now = new Date()): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(now);
}

const moment = (locale: string) =>
  new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
const moments = { zh: moment("zh-CN"), en: moment("en-GB") };

/** An instant, in campus time. */
export function formatMoment(instant: string, language: Language): string {
  return moments[language].format(new Date(instant));
}

/** A plain date is never converted between zones. */
export function formatDate(date: string, language: Language): string {
  const [year, month, day] = date.split("-").map(Number);
  return language === "zh" ? `${year}年${month}月${day}日` : date;
}
