import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestProduct } from "./product.ts";

/** Lines of logs of any function or gateway in which one of the words stands, with the name of the log. */
export function linesNaming({ dataDirectory }: Pick<TestProduct, "dataDirectory">, words: readonly string[]): string[] {
  const directory = join(dataDirectory, "logs");
  const logs = readdirSync(directory);
  if (logs.length === 0) throw new Error("there are no logs");
  return logs.flatMap((log) =>
    readFileSync(join(directory, log), "utf8")
      .split("\n")
      .filter((line) => words.some((word) => line.includes(word)))
      .map((line) => `${log}: ${line}`),
  );
}
