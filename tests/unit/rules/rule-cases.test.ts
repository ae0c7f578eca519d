import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isReproducible } from "../../../lib/rules/arithmetic.ts";
import type { PlainDate } from "../../../lib/rules/calendar/plain-date.ts";
import { allRules } from "../../../lib/rules/catalogue.ts";
import { evaluateApplication } from "../../../lib/rules/evaluate/evaluate-application.ts";
import { evaluateOrganization } from "../../../lib/rules/evaluate/evaluate-organization.ts";
import { citation } from "../../../lib/rules/explain.ts";
import { findRule } from "../../../lib/rules/find-rule.ts";
import type { Finding } from "../../../lib/rules/finding.ts";
import { limitText } from "../../../lib/rules/limit.ts";
import { definePolicy } from "../../../lib/rules/policy.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";
import { applicationCases } from "./cases/application-cases.ts";
import { memberCases } from "./cases/member-cases.ts";
import { numberCases } from "./cases/number-cases.ts";
import { organizationCases } from "./cases/organization-cases.ts";
import type { RuleCase } from "./cases/rule-case.ts";
import { sessionCases } from "./cases/session-cases.ts";
import { voteCases } from "./cases/vote-cases.ts";

const cases: readonly RuleCase[] = [
  ...organizationCases,
  ...applicationCases,
  ...voteCases,
  ...memberCases,
  ...sessionCases,
];

function findingsOf({ on, policy, organization, application, findings }: RuleCase): readonly Finding[] {
  const context = ruleContext(on, definePolicy(policy ?? {}));
  const evaluations = [
    ...(organization ? [evaluateOrganization(context, organization)] : []),
    ...(application ? [evaluateApplication(context, application)] : []),
  ];
  return [
    ...evaluations.flatMap(({ obligations, verdicts }) => [...obligations, ...verdicts]),
    ...(findings?.(on) ?? []),
  ];
}

/** Where the catalogue only lists its rules, whether or not anything uses them. */
const listing = join("lib", "rules", "data");

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === listing ? [] : sourceFiles(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

const idsIn = (text: string): string[] => text.match(/"(?:DEV|BR|ELE|EDU|UNI|APP|STD|DIS|DUE)-\d\d"/g) ?? [];

/** Rules that somebody uses, and those among them without a case. */
function uncovered(
  used: ReadonlySet<string>,
  by: readonly Pick<RuleCase, "ruleId" | "covers">[] = [...cases, ...numberCases],
): string[] {
  const covered = new Set<string>(by.flatMap(({ ruleId, covers = [] }) => [ruleId, ...covers]).map((id) => `"${id}"`));
  return [...used].filter((id) => !covered.has(id)).sort();
}

describe("rules, case by case", () => {
  it.each(cases.map((theCase) => ({ ...theCase, name: `${theCase.ruleId}: ${theCase.title}` })))("$name", (theCase) => {
    const found = findingsOf(theCase).filter(({ ruleId }) => ruleId === theCase.ruleId);
    const inOrder = [...found].sort((left, right) => (left.key < right.key ? -1 : 1));
    expect(inOrder.map(({ key }) => key)).toHaveLength(theCase.expect.length);
    expect(inOrder).toMatchObject(theCase.expect);
  });

  it.each(cases.map((theCase) => ({ ...theCase, name: `${theCase.ruleId}: ${theCase.title}` })))(
    "states figures that compute again, and an article: $name",
    (theCase) => {
      const { calendar } = definePolicy(theCase.policy ?? {});
      for (const { explanation, ruleId } of findingsOf(theCase)) {
        expect(explanation.ruleId).toBe(ruleId);
        expect(explanation.arithmetic.every((step) => isReproducible(step, calendar))).toBe(true);
        expect(explanation.text.zh).toContain(explanation.citation.zh);
        expect(explanation.text.en).toContain(explanation.citation.en);
        const results: PlainDate[] = explanation.arithmetic.flatMap((step) =>
          "result" in step && typeof step.result === "string" ? [step.result] : [],
        );
        for (const result of results) expect(explanation.text.zh).toContain(`${result} = `);
      }
    },
  );

  it.each(numberCases)("$ruleId says what its article says", ({ ruleId, on, citation: cited, numbers }) => {
    const resolved = findRule(ruleId, { on });
    expect(resolved && citation(resolved.provision).zh).toBe(cited);
    const texts = Object.entries(resolved?.limits ?? {}).map(([name, limit]) => [name, limitText(limit).zh]);
    expect(Object.fromEntries(texts)).toEqual(numbers);
  });

  it("has a case for every rule that anything uses, and a rule for every id", () => {
    const files = ["lib", "functions", join("web", "src")].flatMap(sourceFiles);
    const used = new Set(files.flatMap((file) => idsIn(readFileSync(file, "utf8"))));
    const known = new Set<string>(allRules.map(({ id }) => `"${id}"`));
    expect(used.size).toBeGreaterThan(80);
    expect([...used].filter((id) => !known.has(id))).toEqual([]);
    expect(uncovered(used)).toEqual([]);
  });

  it("notices a rule that loses its case", () => {
    const without = cases.filter(({ ruleId, covers = [] }) => ![ruleId, ...covers].includes("BR-22"));
    expect(uncovered(new Set(['"BR-22"', '"BR-09"']), without)).toEqual(['"BR-22"']);
  });
});
