import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isReproducible } from "../../../lib/rules/arithmetic.ts";
import { dateOfEpochDay, epochDay } from "../../../lib/rules/calendar/plain-date.ts";
import { stateCouncilCalendar } from "../../../lib/rules/calendar/working-days.ts";
import { evaluateApplication } from "../../../lib/rules/evaluate/evaluate-application.ts";
import { evaluateOrganization } from "../../../lib/rules/evaluate/evaluate-organization.ts";
import type { ApplicationFactsInput } from "../../../lib/rules/facts/application-facts.ts";
import { OrganizationActivityKind } from "../../../lib/rules/facts/organization-facts.ts";
import type { Evaluation } from "../../../lib/rules/finding.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";
import { aBranch, passedVote } from "./cases/rule-case.ts";

const day = fc.integer({ min: epochDay("2025-01-01"), max: epochDay("2027-06-30") }).map(dateOfEpochDay);

type Step = NonNullable<ApplicationFactsInput["steps"]>[number];

const anyStep: fc.Arbitrary<Step> = fc
  .record({ id: fc.uuid(), on: day, months: fc.integer({ min: 1, max: 14 }) })
  .chain(({ id, on, months }) =>
    fc.constantFrom<Step>(
      { id, on, step: "application_received" },
      { id, on, step: "talk_held" },
      { id, on, step: "activist_decided" },
      { id, on, step: "activist_reviewed" },
      { id, on, step: "superior_consented" },
      { id, on, step: "notice_started" },
      { id, on, step: "notice_ended" },
      { id, on, step: "target_listed" },
      { id, on, step: "introducers_named", introducers: ["x"] },
      { id, on, step: "training_completed", days: months, hours: months },
      { id, on, step: "pre_review_passed" },
      { id, on, step: "admission_meeting", ...passedVote },
      { id, on, step: "admission_approved", by: "grassroots_committee" },
      { id, on, step: "oath_taken" },
      { id, on, step: "conversion_meeting", due: 30, present: 28, yes: 27, outcome: "extend", extensionMonths: months },
      { id, on, step: "conversion_meeting", due: 30, present: 28, yes: 27, outcome: "convert" },
      { id, on, step: "conversion_approved" },
    ),
  );

const anyActivity = fc.record({
  id: fc.uuid(),
  on: day,
  kind: fc.constantFrom(...OrganizationActivityKind.options),
});

/** A list, and the same facts shuffled with some of them told twice. */
function retold<Fact>(facts: fc.Arbitrary<Fact>): fc.Arbitrary<{ told: Fact[]; again: Fact[] }> {
  return fc
    .array(facts, { maxLength: 14 })
    .chain((told) =>
      fc
        .tuple(fc.shuffledSubarray(told, { minLength: told.length }), fc.subarray(told))
        .map(([shuffled, repeated]) => ({ told, again: [...shuffled, ...repeated] })),
    );
}

function allReproducible({ obligations, verdicts }: Evaluation): boolean {
  return [...obligations, ...verdicts].every(({ explanation }) =>
    explanation.arithmetic.every((step) => isReproducible(step, stateCouncilCalendar)),
  );
}

describe("the same facts", () => {
  it("give the same findings of an application in any order and repetition, with figures that compute again", () => {
    fc.assert(
      fc.property(retold(anyStep), day, ({ told, again }, on) => {
        const first = evaluateApplication(ruleContext(on), { id: "a", steps: told });
        expect(evaluateApplication(ruleContext(on), { id: "a", steps: again })).toEqual(first);
        expect(allReproducible(first)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("give the same findings of an organisation in any order and repetition", () => {
    fc.assert(
      fc.property(retold(anyActivity), day, ({ told, again }, on) => {
        const term = { startedOn: "2024-01-10" } as const;
        const first = evaluateOrganization(
          ruleContext(on),
          aBranch({ recordsSince: "2025-01-01", term, activities: told }),
        );
        const second = evaluateOrganization(
          ruleContext(on),
          aBranch({ recordsSince: "2025-01-01", term, activities: again }),
        );
        expect(second).toEqual(first);
        expect(allReproducible(first)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("do not change what is known of a day when later facts are added", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), day, (steps, on) => {
        const known = steps.filter((step) => step.on <= on);
        const all = evaluateApplication(ruleContext(on), { id: "a", steps });
        expect(all).toEqual(evaluateApplication(ruleContext(on), { id: "a", steps: known }));
      }),
    );
  });

  it("never owe less on a later day: a key once overdue stays overdue without new facts", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), day, fc.nat(300), (steps, on, wait) => {
        const known = steps.filter((step) => step.on <= on);
        const statuses = (date: typeof on) =>
          new Map(
            evaluateApplication(ruleContext(date), { id: "a", steps: known }).obligations.map(({ key, status }) => [
              key,
              status,
            ]),
          );
        const later = statuses(dateOfEpochDay(epochDay(on) + wait));
        for (const [key, status] of statuses(on)) if (status === "overdue") expect(later.get(key)).toBe("overdue");
      }),
    );
  });
});
