import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

const file = join(import.meta.dirname, "..", "results.json");

/** What the last run of each benchmark found, by its name. */
export function readResults(): Record<string, unknown> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

/** Keeps what a benchmark found, beside the others; the date and the machine belong to it. */
export function saveResult(name: string, found: object): void {
  const results = { ...readResults(), [name]: { at: new Date().toISOString(), machine: machineName(), ...found } };
  const sorted = Object.fromEntries(Object.entries(results).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, undefined, 2)}\n`);
}

function machineName(): string {
  const [processor] = cpus();
  return `${cpus().length} × ${processor?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}
