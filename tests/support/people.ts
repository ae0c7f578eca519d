import { checkCharacter } from "../../lib/roster/id-number.ts";

let made = 0;

/** A valid id number of nobody: region 999 is not assigned. Each call gives another one. */
export function makeIdNumber(birthDate: string, gender: "male" | "female" = "male"): string {
  made += 1;
  const digits = `999${String(500 + Math.floor(made / 500)).padStart(3, "0")}${birthDate.replaceAll("-", "")}`;
  const order = String((made % 500) * 2 + (gender === "male" ? 1 : 0)).padStart(3, "0");
  return `${digits}${order}${checkCharacter(`${digits}${order}`)}`;
}
