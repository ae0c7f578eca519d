import {
  type DimensionName,
  dimensionNames,
  type Population,
  populationNames,
} from "../../../lib/statistics/dimensions.ts";

/** A number, by what it counts: as it stands in the address of the list behind it. */
export interface What {
  readonly population: Population;
  readonly dimension: DimensionName;
  readonly band: string;
}

/** Undefined where the address names no number. */
export function readWhat(parameters: URLSearchParams): What | undefined {
  const population = populationNames.find((name) => name === parameters.get("population"));
  const dimension = dimensionNames.find((name) => name === parameters.get("dimension"));
  const band = parameters.get("band") ?? "";
  return population === undefined || dimension === undefined || band === ""
    ? undefined
    : { population, dimension, band };
}

export function statisticsAddress(organizationId: string): string {
  return `/statistics/${organizationId}`;
}

export function peopleBehindAddress(organizationId: string, { population, dimension, band }: What): string {
  const parameters = new URLSearchParams({ population, dimension, band });
  return `${statisticsAddress(organizationId)}/people?${parameters}`;
}
