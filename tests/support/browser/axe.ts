import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The pages have no frames, and only what is wrong is told: everything else costs more time than the check itself. */
const options: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
  resultTypes: ["violations"],
  iframes: false,
};

/** WCAG 2.1 A and AA, as far as a machine can tell. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // A toast of the phone fades by script, which reduced motion does not stop: half faded it has too little contrast.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>(".adm-mask")].every(
      ({ style }) => style.display === "none" || ["", "1"].includes(style.opacity),
    ),
  );
  // Through the debugger, which the content security policy does not concern.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(`${source};undefined`);
  const found = await page.evaluate(async (run) => {
    const { axe } = window as unknown as { axe: { run(what: Document, how: RunOptions): Promise<AxeResults> } };
    const { violations } = await axe.run(document, run);
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html.slice(0, 300)) }));
  }, options);
  expect(found).toEqual([]);
}
