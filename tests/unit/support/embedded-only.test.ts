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

test("what runs on every target asks nothing of the embedded cloud", () => {
  for (const file of everywhere) {
    const listed = Object.keys(embeddedOnly[file] ?? {});
    const asking = testsOf(readFileSync(join(flows, file), "utf8")).filter(({ body }) => onlyEmbedded.test(body));
    const unlisted = asking.filter(({ title }) => !listed.some((beginning) => title.startsWith(beginning)));
    expect(unlisted, `${file}: list them in tests/support/embedded-only.ts`).toEqual([]);
  }
});

const onlyEmbedded = /\bproduct\.(cloud|providers|dataDirectory)\b/;

/** The tests of a file by title, each with its text as far as the line that closes it. */
function testsOf(text: string): { title: string; body: string }[] {
  const found = text.matchAll(/^( *)test(?:\.each\(.*\))?\("([^"]+)"(.*\n(?:.*\n)*?)\1\}/gm);
  return [...found].map(([, , title = "", body = ""]) => ({ title, body }));
}
