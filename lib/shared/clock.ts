/** The present moment, as an argument, so that rules and tests decide what time it is. */
export type Clock = () => Date;

/** The calendar day in China at a moment, as YYYY-MM-DD. China has one time zone and no daylight saving since 1991. */
export function chinaDay(moment: Date): `${number}-${number}-${number}` {
  const inChina = new Date(moment.getTime() + 8 * 60 * 60 * 1000);
  return inChina.toISOString().slice(0, 10) as ReturnType<typeof chinaDay>;
}
