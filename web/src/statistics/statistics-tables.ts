import type { Text } from "../../../lib/shared/text.ts";
import {
  categories,
  countKey,
  type Dimension,
  type DimensionName,
  dimensionNames,
  dimensions,
  type Population,
} from "../../../lib/statistics/dimensions.ts";
import type { Statistics } from "./use-statistics.ts";

export interface Row {
  readonly band: string;
  readonly name: Text;
  readonly count: number;
  /** Of whoever the table is about, 0 to 1. */
  readonly share: number;
}

export interface Table {
  readonly dimension: DimensionName;
  readonly title: Text;
  readonly rows: readonly Row[];
}

type Numbers = ReadonlyMap<string, number>;

export function numbersOf({ counts }: Statistics): Numbers {
  return new Map(
    counts.map(({ population, dimension, band, count }) => [countKey(population, dimension, band), count]),
  );
}

export function totalOf(numbers: Numbers, population: Population): number {
  return rowsOf(numbers, population, "category").reduce((sum, { count }) => sum + count, 0);
}

/** All tables of a population; those are left out of which the reader was told nothing. */
export function tablesOf(numbers: Numbers, population: Population): Table[] {
  return dimensionNames.flatMap((dimension) => {
    const { zh, en, populations }: Dimension = dimensions[dimension];
    const rows = populations.includes(population) ? rowsOf(numbers, population, dimension) : [];
    return rows.every(({ count }) => count === 0) ? [] : [{ dimension, title: { zh, en }, rows }];
  });
}

/** These say something of a few; their shares are of everybody. */
const partial: readonly DimensionName[] = ["ethnic_group", "situation"];
/** Bands that stand in a table only when somebody is in them. */
const rest = new Set(["unknown", "other", "others"]);

export function rowsOf(numbers: Numbers, population: Population, dimension: DimensionName): Row[] {
  const counted = bandsOf(numbers, population, dimension).map((band) => ({
    ...band,
    count: numbers.get(countKey(population, dimension, band.band)) ?? 0,
  }));
  const sum = counted.reduce((total, { count }) => total + count, 0);
  const whole = partial.includes(dimension) ? totalOf(numbers, population) : sum;
  return counted
    .filter(({ band, count }) => count > 0 || !rest.has(band))
    .map((row) => ({ ...row, share: whole === 0 ? 0 : row.count / whole }));
}

function bandsOf(
  numbers: Numbers,
  population: Population,
  dimension: DimensionName,
): { readonly band: string; readonly name: Text }[] {
  const { bands }: Dimension = dimensions[dimension];
  const named = dimension === "category" ? categories[population] : bands;
  if (named !== null) return Object.entries(named).map(([band, name]) => ({ band, name }));
  const prefix = countKey(population, dimension, "");
  return [...numbers]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([, one], [, other]) => other - one)
    .map(([key]) => {
      const band = key.slice(prefix.length);
      return { band, name: { zh: band, en: band } };
    });
}
