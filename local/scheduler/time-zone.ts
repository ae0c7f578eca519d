export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export interface TimeZone {
  toLocal(instant: number): LocalTime;
  /** The instant of a local time; the first of two where the clocks go back, none where they go forward over it. */
  toInstant(local: LocalTime): number | undefined;
}

const dayMs = 86_400_000;

/** Throws a `RangeError` for a name that is no time zone. */
export function timeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const toLocal = (instant: number): LocalTime => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
    return { year, month, day, hour, minute, second };
  };
  const offsetAt = (instant: number) => asUtc(toLocal(instant)) - Math.floor(instant / 1000) * 1000;
  return {
    toLocal,
    toInstant(local) {
      const naive = asUtc(local);
      const offsets = [offsetAt(naive - dayMs), offsetAt(naive + dayMs)];
      const instants = offsets.map((offset) => naive - offset).filter((instant) => asUtc(toLocal(instant)) === naive);
      return instants.length === 0 ? undefined : Math.min(...instants);
    },
  };
}

export function asUtc({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
