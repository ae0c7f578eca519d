import * as z from "zod";
import { rounded } from "./statistics.ts";

/** How many of something a second, beside what the same engine takes in the same run when nothing is computed. */
export const Pace = z.object({ what: z.string(), perSecond: z.number(), bare: z.number(), bareIs: z.string() });
export type Pace = z.infer<typeof Pace>;

export function pace(what: string, perSecond: number, bareIs: string, bare: number): Pace {
  return { what, perSecond: rounded(perSecond, 1), bare: rounded(bare, 1), bareIs };
}

export function printPaces(paces: readonly Pace[]): void {
  for (const { what, perSecond, bare, bareIs } of paces) {
    console.log(`${what}: ${perSecond} a second; ${bareIs}: ${bare}; ratio ${(perSecond / bare).toFixed(2)}`);
  }
}
