import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isReproducible } from "../../../lib/rules/arithmetic.ts";
import type { PlainDate } from "../../../lib/rules/calendar/plain-date.ts";
import { allRules } from "../../../lib/rules/catalogue.ts";
import { evaluateApplication } from "../../../lib/rules/evaluate/evaluate-application.ts";
import { evaluateOrganization } from "../../../lib/rules/evaluate/evaluate-organization.ts";
import type { Finding } from "../../../lib/rules/finding.ts";
import { definePolicy } from "../../../lib/rules/policy.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";
import { applicationCases } from "./cases/application-cases.ts";
import { memberCases } from "./cases/member-cases.ts";
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

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === "data" ? [] : sourceFiles(join(folder, entry.name));
    return [join(folder, entry.name)];
  });
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

  it("has a case for every rule that an evaluation names, and a rule for every name", () => {
    const named = new Set(
      sourceFiles("lib/rules").flatMap(
        (file) => readFileSync(file, "utf8").match(/"(?:DEV|BR|ELE|EDU|UNI|APP|STD|DIS|DUE)-\d\d"/g) ?? [],
      ),
    );
    const known = new Set<string>(allRules.map(({ id }) => `"${id}"`));
    const covered = new Set<string>(
      cases.flatMap(({ ruleId, covers = [] }) => [ruleId, ...covers]).map((id) => `"${id}"`),
    );
    expect([...named].filter((id) => !known.has(id))).toEqual([]);
    expect([...named].filter((id) => !covered.has(id)).sort()).toEqual([]);
  });
});
