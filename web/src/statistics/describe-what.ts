import { type Dimension, dimensions, populations } from "../../../lib/statistics/dimensions.ts";
import type { Language } from "../terms/language.tsx";
import type { What } from "./statistics-address.ts";

/** A number in words, as the heading of the list behind it. */
export function describeWhat(
  { population, dimension, band }: What,
  language: Language,
  { behind }: { readonly behind: (population: string, dimension: string, band: string) => string },
): string {
  const { bands, ...title }: Dimension = dimensions[dimension];
  return behind(populations[population][language], title[language], bands?.[band]?.[language] ?? band);
}
