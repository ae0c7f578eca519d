import { randomInt } from "node:crypto";
import { checkCharacter } from "../../lib/roster/id-number.ts";
import { remoteTarget } from "./target.ts";

/** Elsewhere other files have given out numbers on the same campus before. */
let made = remoteTarget() === undefined ? 0 : randomInt(200_000);

/** A valid id number of nobody: region 999 is not assigned. Each call gives another one. */
export function makeIdNumber(birthDate: string, gender: "male" | "female" = "male"): string {
  made += 1;
  const digits = `999${String(500 + Math.floor(made / 500)).padStart(3, "0")}${birthDate.replaceAll("-", "")}`;
  const order = String((made % 500) * 2 + (gender === "male" ? 1 : 0)).padStart(3, "0");
  return `${digits}${order}${checkCharacter(`${digits}${order}`)}`;
}
