import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRoster } from "../../../lib/roster/check-roster.ts";
import { nationalNumbers, PROBATION_RESTORED } from "../../../lib/roster/national-numbers.ts";
import { addYears } from "../../../lib/roster/partial-date.ts";
import { membershipNumbers } from "../../../lib/roster/regulation-numbers.ts";
import { definePolicy, type Policy } from "../../../lib/rules/policy.ts";
import { AS_OF, checkMember, makeMember, makeRows, ORGANIZATIONS } from "./support/build-roster.ts";

const { minimumAgeYears, probationYears } = membershipNumbers(AS_OF);

const dates = (admission: string | null, conversion: string | null, category = "正式党员") =>
  checkMember({ 入党时间: admission, 转正时间: conversion, 人员类别: category });

describe("the rules between category, admission and conversion", () => {
  it("wants both dates of a full member and only admission of a probationary one", async () => {
    expect((await dates(null, null)).reasons).toEqual([
      "admission_date: missing_admission_date",
      "conversion_date: missing_conversion_date",
    ]);
    expect((await dates("2026-06-01", "2026-07-01", "预备党员")).reasons).toEqual([
      "conversion_date: unexpected_conversion_date",
    ]);
    expect((await dates("2026-06-01", null, "预备党员")).reasons).toEqual([]);
  });

  it("wants neither of whoever is not admitted yet", async () => {
    for (const category of ["发展对象", "积极分子", "申请入党人"]) {
      expect((await dates(null, null, category)).reasons).toEqual([]);
      expect((await dates("2026-06-01", "2026-07-01", category)).reasons).toEqual([
        "admission_date: unexpected_admission_date",
        "conversion_date: conversion_without_membership",
      ]);
    }
  });

  it.each([
    ["群众", "unknown_category"],
    ["党员", "unknown_category"],
    [null, "missing_category"],
  ])("does not guess the category %j", async (category, reason) => {
    expect((await checkMember({ 人员类别: category })).reasons).toEqual([`member_category: ${reason}`]);
  });

  it.each([
    ["2020-06-15", "2021-06-14", "probation_too_short"],
    ["2020-06-15", "2021-06-15", undefined],
    ["2020-06-15", "2020-06-14", "conversion_before_admission"],
    ["2020-06", "2021-05-31", "probation_too_short"],
    ["2020-06", "2021-06-01", undefined],
    ["2020-06-30", "2021-06", undefined],
    ["2020-06-15", "2021-05", "probation_too_short"],
    ["2020-06-15", "2020-06", "probation_too_short"],
    ["2020-06", "2020-05", "conversion_before_admission"],
    ["2020-06", "2020-06", "probation_too_short"],
    ["2020-02-29", "2021-02-28", undefined],
  ])("from %s to %s: %s", async (admission, conversion, reason) => {
    expect((await dates(admission, conversion)).reasons).toEqual(reason ? [`conversion_date: ${reason}`] : []);
  });

  it("warns of a probation longer than with its one extension", async () => {
    expect((await dates("2020-06-15", "2022-06-15")).warnings).toEqual([]);
    expect((await dates("2020-06-15", "2022-06-16")).warnings).toEqual(["probation_too_long"]);
    expect((await dates("2020-06-15", "2022-06")).warnings).toEqual(["date_month_precision"]);
  });

  it("warns of a probation that is over", async () => {
    expect((await dates("2025-11-20", null, "预备党员")).warnings).toEqual(["probation_overdue"]);
    expect((await dates("2025-11-21", null, "预备党员")).warnings).toEqual([]);
    expect((await dates("2025-11", null, "预备党员")).warnings).toEqual(["date_month_precision"]);
  });

  it("does not reject a short probation from before the rule", async () => {
    const old = { 身份证号码: "11010519491231002X", 出生日期: null, 性别: null };
    const before = await checkMember({ ...old, 入党时间: "1970-07-01", 转正时间: "1970-07-01" });
    expect([before.reasons, before.warnings]).toEqual([[], ["probation_before_rule"]]);
    const after = await checkMember({ ...old, 入党时间: PROBATION_RESTORED.from, 转正时间: "1978-01-01" });
    expect(after.reasons).toEqual(["conversion_date: probation_too_short"]);
  });

  it("rejects admission before the eighteenth birthday, when certain", async () => {
    const on = (admission: string) => dates(admission, "2013-06-01");
    expect((await on("2008-05-16")).reasons).toEqual(["admission_date: underage_admission"]);
    expect((await on("2008-04")).reasons).toEqual(["admission_date: underage_admission"]);
    expect((await on("2008-05")).reasons).toEqual([]);
    expect((await on("2008-05-17")).reasons).toEqual([]);
  });

  it("accepts every life that keeps the rules", async () => {
    const offset = fc.integer({ min: 0, max: 365 });
    await fc.assert(
      fc.asyncProperty(offset, offset, async (wait, longer) => {
        const plus = (day: string, days: number) =>
          new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
        const admission = plus(addYears("1990-05-17", minimumAgeYears), wait);
        const conversion = plus(addYears(admission, probationYears), longer);
        const { reasons, warnings } = await dates(admission, conversion);
        expect([...reasons, ...warnings]).toEqual([]);
      }),
    );
  });

  it("knows the numbers of the rules where the rules are not loaded", () => {
    expect(nationalNumbers).toEqual(membershipNumbers(AS_OF));
  });

  it("warns of a longer extension than the university allows", async () => {
    const rows = () => makeRows([makeMember({ 入党时间: "2012-06-01", 转正时间: "2014-05-01" })]);
    const decision = { since: "2026-01-01", decidedBy: "校党委会" } as const;
    const policy = definePolicy({ overrides: [{ ruleId: "DEV-35", limit: "longest", value: 9, ...decision }] });
    const warningsUnder = async (context: { policy?: Policy }) =>
      (await checkRoster(rows(), { organizations: ORGANIZATIONS, asOf: AS_OF, ...context })).accepted[0]?.warnings;
    expect(await warningsUnder({})).toEqual([]);
    expect(await warningsUnder({ policy })).toMatchObject([{ kind: "probation_too_long" }]);
  });
});
