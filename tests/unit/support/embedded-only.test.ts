import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { embeddedOnly, everywhere } from "../../support/embedded-only.ts";

const flows = join(import.meta.dirname, "../../flows");

test("every flow file runs on every target or has a reason why it does not", () => {
  const withReason = Object.entries(embeddedOnly).flatMap(([file, why]) => (typeof why === "string" ? [file] : []));
  const files = readdirSync(flows).filter((name) => name.endsWith(".test.ts"));
  expect([...withReason, ...everywhere].sort()).toEqual(files.sort());
});

test("what is left out elsewhere is there, so that no reason outlives its test", () => {
  for (const [file, why] of Object.entries(embeddedOnly)) {
    if (typeof why === "string") continue;
    const text = readFileSync(join(flows, file), "utf8");
    for (const title of Object.keys(why)) expect(text, file).toContain(`test("${title}`);
  }
});
