import { addYears, earliest, latest, type PartialDate } from "./partial-date.ts";

function fullYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return Math.max(0, addYears(from, years) > to ? years - 1 : years);
}

/**
 * Party age in full years on a day: it counts from conversion, not from admission (DEV-40, Article 33 and Article 7 of
 * the Constitution). Both bounds differ only when the day of conversion is not known.
 */
export function partyAge(conversion: PartialDate, asOf: string): { readonly least: number; readonly most: number } {
  return { least: fullYears(latest(conversion), asOf), most: fullYears(earliest(conversion), asOf) };
}
