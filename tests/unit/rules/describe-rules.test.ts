import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allRules } from "../../../lib/rules/catalogue.ts";
import { describeRules } from "../../../lib/rules/describe-rules.ts";
import { evaluateOrganization } from "../../../lib/rules/evaluate/evaluate-organization.ts";
import { definePolicy } from "../../../lib/rules/policy.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";
import { organizationCases } from "./cases/organization-cases.ts";

const row = (id: string, ...given: Parameters<typeof describeRules>) =>
  describeRules(...given).find((rule) => rule.id === id);

describe("the catalogue of rules", () => {
  it("has one row per rule, in every year", () => {
    const ids = allRules.map(({ id }) => id);
    expect(describeRules("2026-11-21").map(({ id }) => id)).toEqual(ids);
    expect(describeRules("2019-01-01").map(({ id }) => id)).toEqual(ids);
  });

  it("shows number, article and edition", () => {
    expect(row("DEV-34", "2026-11-21")).toMatchObject({
      limits: [{ name: "length", text: { zh: "为 1 年", en: "exactly 1 year" }, override: null }],
      citations: [{ zh: "《发展党员工作细则》第三十一条（2026）" }, { zh: "《党章》第七条（2012）" }],
      edition: "development-2026",
      isInForce: true,
      settings: [],
    });
  });

  it("says of each rule whether anything follows from it, and truthfully", () => {
    const idsOf = (how: string): string[] =>
      describeRules("2026-11-21").flatMap((one) => (one.following.how === how ? [one.id] : []));
    const owed = organizationCases.flatMap(({ on, organization, policy }) =>
      organization === undefined
        ? []
        : evaluateOrganization(ruleContext(on, definePolicy(policy ?? {})), organization).obligations,
    );
    // What the platform does not record yet is evaluated, and awaits its facts.
    const awaiting = ["BR-05", "UNI-04"];
    expect([...idsOf("duty"), ...awaiting].sort()).toEqual([...new Set(owed.map(({ ruleId }) => ruleId))].sort());
    expect(awaiting.every((id) => idsOf("pending").includes(id))).toBe(true);
    const stillOpen = ["EDU-07", "EDU-12", "EDU-13", "EDU-14", "EDU-15", "EDU-20", "EDU-30", "EDU-35"];
    expect(stillOpen.filter((id) => !idsOf("pending").includes(id))).toEqual([]);
    const users = ["activity/judge-record.ts", "ledger/study-hours.ts", "organization/judge-organization.ts"];
    const others = [
      "transfer/transfer-clocks.ts",
      "rules/evaluate/member-relation.ts",
      "roster/regulation-numbers.ts",
      "rules/evaluate/judge-vote.ts",
    ];
    const code = [...users, ...others].map((file) => readFileSync(`lib/${file}`, "utf8")).join();
    expect(idsOf("compared").filter((id) => !code.includes(`"${id}"`))).toEqual([]);
  });

  it("says when the edition of the day does not have the rule", () => {
    expect(row("DEV-20", "2026-05-10")).toMatchObject({ isInForce: false, edition: "development-2026" });
  });

  it("shows settings with their range and warning, and what the university set", () => {
    const policy = definePolicy({
      overrides: [{ ruleId: "EDU-10", limit: "validity", value: 30, since: "2026-01-01", decidedBy: "组织部" }],
    });
    expect(row("EDU-10", "2026-11-21", policy)).toMatchObject({
      settings: [{ limit: "validity", default: 90, min: 1, max: 90 }],
      limits: [{ text: { zh: "不超过 30 天" }, override: { value: 30, decidedBy: "组织部" } }],
    });
    expect(row("ELE-04", "2026-11-21")).toMatchObject({ reading: "due", confidence: "conflict" });
  });
});
