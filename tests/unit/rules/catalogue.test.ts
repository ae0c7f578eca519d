import { describe, expect, it } from "vitest";
import { allRules } from "../../../lib/rules/catalogue.ts";
import { editions, regulations } from "../../../lib/rules/data/regulations.ts";
import { getEdition } from "../../../lib/rules/edition.ts";
import { citation } from "../../../lib/rules/explain.ts";
import { isAtLeastAsStrict } from "../../../lib/rules/limit.ts";
import { isSettingRule, ruleWarning } from "../../../lib/rules/rule.ts";

describe("the catalogue", () => {
  it("has each id once, and whole sections", () => {
    const ids = allRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const lengths = { DEV: 52, BR: 38, ELE: 14, EDU: 35, UNI: 28, APP: 12, DIS: 10 };
    for (const [section, length] of Object.entries(lengths)) {
      const numbers = Array.from({ length }, (_, index) => `${section}-${String(index + 1).padStart(2, "0")}`);
      expect(ids.filter((id) => id.startsWith(`${section}-`)).sort()).toEqual(numbers);
    }
  });

  it.each(allRules.map((rule) => [rule.id, rule] as const))("%s is whole", (_id, rule) => {
    expect(rule.statement.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(rule.statement.en).not.toMatch(/[\u4e00-\u9fff]/);
    expect(rule.provisions.length).toBeGreaterThan(0);
    expect(new Set(rule.provisions.map(({ edition }) => getEdition(edition).regulation)).size).toBe(1);
    for (const provision of [...rule.provisions, ...rule.also]) expect(citation(provision).zh).not.toBe("");
    if (rule.kind !== "duty") expect(Object.keys(rule.limits)).not.toEqual([]);
    if (rule.kind === "interval") {
      const rhythmic = Object.values(rule.limits).some(({ per, op }) => per !== undefined || op === "<=");
      expect(rhythmic).toBe(true);
    }
  });

  it.each(allRules.filter(isSettingRule).map((rule) => [rule.id, rule] as const))(
    "%s is a setting with a range, a default inside it, and a warning",
    (_id, rule) => {
      expect(ruleWarning(rule)).not.toBeNull();
      for (const limit of Object.values(rule.limits)) {
        if (rule.choice) continue;
        expect(limit.setting).toBeDefined();
        expect(limit.value).toBeGreaterThanOrEqual(limit.setting?.min ?? Number.NaN);
        expect(limit.value).toBeLessThanOrEqual(limit.setting?.max ?? Number.NaN);
      }
      if (rule.choice) expect(Object.keys(rule.choice.options)).toContain(rule.choice.default);
    },
  );

  it("gives no range to a settled number", () => {
    const ranged = allRules.filter(
      (rule) => !isSettingRule(rule) && Object.values(rule.limits).some(({ setting }) => setting),
    );
    expect(ranged.map(({ id }) => id)).toEqual([]);
  });

  it("cites every regulation, in editions that follow one another", () => {
    const cited = new Set(
      allRules.flatMap(({ provisions, also }) => [...provisions, ...also]).map(({ edition }) => edition),
    );
    expect(editions.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
    expect(Object.keys(regulations).filter((id) => !editions.some(({ regulation }) => regulation === id))).toEqual([]);
  });

  it("calls a number as strict as itself", () => {
    for (const limit of allRules.flatMap(({ limits }) => Object.values(limits))) {
      expect(isAtLeastAsStrict(limit, limit)).toBe(true);
    }
  });
});
