import { describe, expect, it } from "vitest";
import { evaluateApplication } from "../../../lib/rules/evaluate/evaluate-application.ts";
import { citation, explain } from "../../../lib/rules/explain.ts";
import { findRule, getLimit } from "../../../lib/rules/find-rule.ts";
import { definePolicy, standingPolicy } from "../../../lib/rules/policy.ts";
import type { RuleId } from "../../../lib/rules/rule.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";
import { anApplication } from "./cases/rule-case.ts";

const day = { before: "2026-05-10", after: "2026-05-18" } as const;

function cited(id: RuleId, on: `${number}-${number}-${number}`): string | undefined {
  const found = findRule(id, { on });
  return found ? citation(found.provision).zh : undefined;
}

describe("editions", () => {
  it.each([
    ["DEV-10", "第十三条", "第十三条"],
    ["DEV-17", "第十七条", "第十七条"],
    ["DEV-18", "第十九条", "第十八条"],
    ["DEV-22", "第二十一条", "第二十条"],
    ["DEV-30", "第二十六条", "第二十五条"],
    ["DEV-34", "第三十二条", "第三十一条"],
    ["DEV-41", "第三十七条", "第三十六条"],
    ["DEV-50", "第四十二条", "第四十二条"],
  ] as const)("renumbers %s", (id, before, after) => {
    expect(cited(id, day.before)).toBe(`《发展党员工作细则》${before}（2014）`);
    expect(cited(id, day.after)).toBe(`《发展党员工作细则》${after}（2026）`);
  });

  it.each(["DEV-13", "DEV-20", "DEV-33", "DEV-43", "DEV-49"] as const)("has %s only since 2026", (id) => {
    expect(findRule(id, { on: "2026-05-10" })).toBeNull();
    expect(findRule(id, { on: "2026-05-11" })?.edition.id).toBe("development-2026");
  });

  it("changes numbers and statements with the edition", () => {
    const older = findRule("DEV-41", { on: day.before });
    const newer = findRule("DEV-41", { on: day.after });
    expect([older && getLimit(older, "documents").value, newer && getLimit(newer, "documents").value]).toEqual([5, 6]);
    expect(findRule("DEV-12", { on: day.before })?.statement.zh).toContain("备案");
    expect(findRule("DEV-12", { on: day.after })?.statement.zh).toContain("同意");
  });

  it("keeps a case under the edition that it stores", () => {
    expect(findRule("DEV-20", { on: "2026-11-21", edition: "development-2014" })).toBeNull();
    expect(findRule("BR-09", { on: "2026-11-21", edition: "development-2014" })?.edition.id).toBe("branch-2018");
  });

  it("points at the week in which the edition of 2026 was in force and not public", () => {
    expect(findRule("DEV-03", { on: "2026-05-17" })?.warnings[0]?.zh).toContain("2026-05-18");
    expect(findRule("DEV-03", { on: "2026-05-18" })?.warnings).toEqual([]);
  });

  it("lets an administrator apply an edition later, never before its issue", () => {
    const policy = definePolicy({ editionStarts: { "development-2026": "2026-06-01" } });
    expect(findRule("DEV-20", { on: "2026-05-31", policy })).toBeNull();
    expect(findRule("DEV-20", { on: "2026-06-01", policy })).not.toBeNull();
    expect(() => definePolicy({ editionStarts: { "development-2026": "2026-05-10" } })).toThrow(/2026-05-11/);
  });

  it("knows no rule before the first stored edition unless asked to go on, and then says so", () => {
    expect(findRule("BR-09", { on: "2018-10-27" })).toBeNull();
    const found = findRule("BR-09", { on: "2018-10-27", acceptsEarlierCause: true });
    expect(found?.warnings[0]?.zh).toContain("2018-10-28");
  });

  it("names an unknown rule and an unknown number", () => {
    expect(() => findRule("DEV-99", { on: day.after })).toThrow(/DEV-99.*lib\/rules\/data/);
    const found = findRule("DEV-03", { on: day.after });
    expect(() => found && getLimit(found, "most")).toThrow(/DEV-03.*most/);
  });
});

describe("the university's own numbers", () => {
  const own = { since: "2026-09-01", decidedBy: "校党委〔2026〕9号" } as const;
  const policyWith = (ruleId: string, limit: string, value: number) =>
    definePolicy({ overrides: [{ ruleId, limit, value, ...own }] });

  it.each([
    ["DEV-13", "shortest", 7],
    ["DEV-10", "shortest", 2],
    ["DEV-07", "every", 3],
    ["BR-02", "members", 30],
    ["EDU-01", "hours", 40],
    ["EDU-10", "validity", 30],
    ["APP-09", "members", 80],
  ])("accepts %s %s = %i", (ruleId, limit, value) => {
    expect(() => policyWith(ruleId, limit, value)).not.toThrow();
  });

  it.each([
    ["DEV-13", "shortest", 3, /looser/],
    ["DEV-07", "every", 12, /looser/],
    ["DEV-03", "within", 2, /looser/],
    ["DEV-14", "number", 3, /looser/],
    ["EDU-10", "validity", 91, /1 - 90/],
    ["EDU-10", "validity", 0, /1 - 90/],
    ["BR-27", "fullMembers", 9, /condition/],
    ["EDU-17", "silence", 3, /condition/],
    ["BR-10", "quorum", 3, /looser/],
    ["DEV-10", "longest", 1, /no number/],
    ["DEV-99", "within", 1, /DEV-99/],
  ])("refuses %s %s = %d", (ruleId, limit, value, reason) => {
    expect(() => policyWith(ruleId, limit, value)).toThrow(reason);
  });

  it("takes another share by its own whole and refuses a looser one", () => {
    const share = (value: number, over: number) =>
      definePolicy({ overrides: [{ ruleId: "BR-10", limit: "quorum", value, over, ...own }] });
    const found = findRule("BR-10", { on: "2026-10-01", policy: share(2, 3) });
    expect(found && explain(found, []).text.zh).toContain("本校规定更严：不少于 2/3");
    expect(() => share(2, 5)).toThrow(/looser/);
    expect(() =>
      definePolicy({ overrides: [{ ruleId: "DEV-07", limit: "every", value: 6, over: 2, ...own }] }),
    ).toThrow(/share/);
  });

  it("applies from its day on and shows itself in the explanation", () => {
    const policy = policyWith("DEV-07", "every", 3);
    const steps = [
      { step: "activist_decided", on: "2026-08-31" },
      { step: "activist_reviewed", on: "2026-09-30" },
    ] as const;
    const { obligations } = evaluateApplication(ruleContext("2026-11-21", policy), anApplication(steps));
    const reviews = obligations.filter(({ ruleId }) => ruleId === "DEV-07");
    expect(reviews.map(({ due }) => due)).toEqual(["2027-02-28", "2026-12-30"]);
    expect(reviews[0]?.explanation.overrides).toEqual([]);
    expect(reviews[1]?.explanation.text.zh).toBe(
      "2026-12-30 = 2026-09-30 + 3 个月；《发展党员工作细则》第十一条（2026）；本校规定更严：不超过 3 个月（校党委〔2026〕9号，2026-09-01 起；原为不超过 6 个月）",
    );
  });

  it("takes a reading of a disputed rule and refuses one that does not exist", () => {
    const readings = [{ ruleId: "ELE-04", option: "present", ...own }];
    expect(findRule("ELE-04", { on: "2026-10-01", policy: definePolicy({ readings }) })?.reading).toBe("present");
    expect(findRule("ELE-04", { on: "2026-10-01" })?.reading).toBe("due");
    expect(() => definePolicy({ readings: [{ ruleId: "ELE-04", option: "all", ...own }] })).toThrow(/ELE-04/);
  });

  it("leaves out what a later release refuses, names it with the reason, and goes on by the regulation", () => {
    const members = { ruleId: "BR-02", limit: "members", ...own };
    const { policy, refused } = standingPolicy({
      overrides: [
        { ...members, value: 60 },
        { ruleId: "DEV-99", limit: "within", value: 1, ...own },
        { ruleId: "DEV-07", limit: "every", value: 3, ...own },
      ],
      readings: [{ ruleId: "ELE-04", option: "gone", ...own }],
      editionStarts: { "development-2026": "2026-05-10" },
    });
    expect(policy).toMatchObject({ overrides: [{ ruleId: "DEV-07" }], readings: [], editionStarts: {} });
    const found = findRule("BR-02", { on: "2026-10-01", policy });
    expect(found && getLimit(found, "members")).toMatchObject({ value: 50, override: null });
    expect(refused.map(({ place, about, value }) => [place, about, value])).toEqual([
      ["overrides.0", "BR-02", "60"],
      ["overrides.1", "DEV-99", "1"],
      ["readings.0", "ELE-04", "gone"],
      ["editionStarts.development-2026", "development-2026", "2026-05-10"],
    ]);
    expect(refused[0]).toMatchObject({ decidedBy: own.decidedBy, reason: { zh: expect.stringContaining("更宽") } });
  });

  it("warns wherever a rule is local, remembered or disputed", () => {
    const found = findRule("EDU-10", { on: "2026-10-01" });
    expect(found && explain(found, []).text.zh).toMatch(/介绍信样式.*（提示：介绍信有效期各来源说法不一/);
  });
});
