import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** What the stacks say of themselves, as `cdk deploy --outputs-file` leaves it. */
export function outputsIn(file: string): (name: string) => string {
  return (name) => {
    const stacks = JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, string>>;
    const values = Object.values(stacks).flatMap((outputs) => outputs[name] ?? []);
    assert.equal(values.length, 1, `${values.length} stacks have the output ${name}`);
    return String(values[0]);
  };
}
