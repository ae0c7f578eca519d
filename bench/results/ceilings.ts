import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

export type Numbers = Readonly<Record<string, number>>;

const Ceilings = z.record(z.string(), z.record(z.string(), z.number()));

/** Agreed ceilings of one benchmark: units, bytes and ratios, nothing that depends on the machine. */
export function readCeilings(benchmark: string): Numbers {
  const all = Ceilings.parse(JSON.parse(readFileSync(join(import.meta.dirname, "..", "ceilings.json"), "utf8")));
  const found = all[benchmark];
  if (found === undefined) throw new Error(`bench/ceilings.json has no "${benchmark}"`);
  return found;
}

/** What is above its ceiling, and what has no ceiling or is not measured any more: each is a failure. */
export function problemsOf(measured: Numbers, ceilings: Numbers): string[] {
  const names = [...new Set([...Object.keys(ceilings), ...Object.keys(measured)])];
  return names.flatMap((name) => {
    const [count, ceiling] = [measured[name], ceilings[name]];
    if (ceiling === undefined) return [`${name}: ${count}, and no ceiling`];
    if (count === undefined) return [`${name}: a ceiling, but nothing measures it`];
    return count > ceiling ? [`${name}: ${count}, the ceiling is ${ceiling}`] : [];
  });
}

/** Prints the problems; true when there is none. */
export function isWithinCeilings(benchmark: string, measured: Numbers): boolean {
  const problems = problemsOf(measured, readCeilings(benchmark));
  for (const problem of problems) console.error(`${benchmark}: ${problem}`);
  return problems.length === 0;
}
