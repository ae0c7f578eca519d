import { checkCharacter } from "../../lib/roster/id-number.ts";

/** People of the demo campus who work in the load test. */
export const department = "20050018";
/** The head of the branch whose messages are read, and three who belong to it. */
export const reading = {
  branch: "cczu-petrochem-b01",
  people: ["20130156", "20160311", "20170068", "20180016"],
} as const;
export const schools = ["cczu-petrochem", "cczu-computing", "cczu-law"] as const;

/** A valid id number of nobody: region 999 is not assigned. */
export function idNumberOf(number: number): string {
  const digits = `999${String(100 + Math.floor(number / 999)).padStart(3, "0")}19950501${String(number % 999).padStart(3, "0")}`;
  return digits + checkCharacter(digits);
}
