import { describe, expect, it } from "vitest";
import { allRules } from "../../../lib/rules/catalogue.ts";
import { chartSteps } from "../../../lib/rules/development-steps.ts";
import { ApplicationStep } from "../../../lib/rules/facts/application-facts.ts";

describe("the chart of steps", () => {
  it.each(["development-2014", "development-2026"] as const)(
    "has twenty-five steps in five stages in %s",
    (edition) => {
      const steps = chartSteps(edition);
      expect(steps).toHaveLength(25);
      const numbers = steps.map(({ stage }) => stage.number);
      expect(numbers).toEqual([...numbers].sort());
      expect(new Set(numbers).size).toBe(5);
    },
  );

  it("puts the superior's consent before the listing since 2026, and the filing after it before", () => {
    const third = (edition: "development-2014" | "development-2026") =>
      chartSteps(edition)
        .filter(({ stage }) => stage.number === 3)
        .slice(0, 2)
        .map(({ name }) => name.zh);
    expect(third("development-2014")).toEqual(["确定发展对象", "报上级党委备案"]);
    expect(third("development-2026")).toEqual(["报上级党委同意", "确定发展对象"]);
  });

  it("places every fact of an application in one step, and names only rules that exist", () => {
    const steps = chartSteps("development-2026");
    const facts = ApplicationStep.options.map(({ shape }) => shape.step.value);
    expect(steps.flatMap((step) => step.facts).sort()).toEqual([...facts].sort());
    const known = new Set(allRules.map(({ id }) => id));
    expect(steps.flatMap((step) => step.rules).filter((id) => !known.has(id))).toEqual([]);
  });
});
