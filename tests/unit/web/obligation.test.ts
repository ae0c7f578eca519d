import { describe, expect, test } from "vitest";
import { presetOf } from "../../../web/src/activity/activity-fields.ts";
import type { Me } from "../../../web/src/me/me.ts";
import { byNearness, describeDeadline, linesOf, startOf } from "../../../web/src/obligation/describe-duty.ts";
import { describeStep, isMain } from "../../../web/src/obligation/describe-step.ts";
import { countedAddress, countedIn } from "../../../web/src/obligation/figures-address.ts";
import { figuresFile } from "../../../web/src/obligation/figures-file.ts";
import type { Figures } from "../../../web/src/obligation/grid-answers.ts";
import { columnOf, columnsOf, hasOverdue, occasionOf } from "../../../web/src/obligation/grid-columns.ts";
import * as draft from "../../../web/src/obligation/policy-draft.ts";
import { trendOf } from "../../../web/src/obligation/trend.ts";
import type { Duty } from "../../../web/src/obligation/use-duties.ts";
import { isMeant } from "../../../web/src/obligation/use-rules.ts";
import { doesTheWork, ownSteps, stepsFor } from "../../../web/src/obligation/what-may-be-done.ts";
import type { Organization } from "../../../web/src/organization/organization-rules.ts";
import { obligationTerms } from "../../../web/src/terms/obligation.ts";

const words = { texts: obligationTerms.zh, language: "zh", today: "2026-11-22" } as const;
const duty = (change: Partial<Duty> = {}): Duty => ({
  dutyId: "BR-22~2026-11",
  organizationId: "b1",
  origin: "rule",
  ruleId: "BR-22",
  edition: "branch-2018",
  what: { zh: "主题党日", en: "theme Party day" },
  due: "2026-11-30",
  state: "open",
  satisfiedBy: [],
  explanation: null,
  warnings: [],
  reminded: null,
  waiver: null,
  talk: null,
  task: null,
  report: null,
  withdrawnReason: null,
  isReportable: false,
  version: 1,
  ...change,
});
const organization = { organizationId: "b1", path: "/u/s/b1/" } as Organization;
const me = (...held: [Me["capabilities"][number]["capability"], string | null][]): Me =>
  ({ capabilities: held.map(([capability, organizationId]) => ({ capability, organizationId })) }) as unknown as Me;

describe("a deadline", () => {
  test("says how long it is, and presses in its last week and after", () => {
    expect(describeDeadline(duty(), words)).toMatchObject({ rest: "还有8天", isOverdue: false, isSoon: false });
    expect(describeDeadline(duty({ due: "2026-11-29" }), words)).toMatchObject({ rest: "还有7天", isSoon: true });
    expect(describeDeadline(duty({ due: "2026-11-22" }), words)).toMatchObject({ rest: "今天到期", isSoon: true });
    expect(describeDeadline(duty({ due: "2026-11-20", state: "overdue" }), words)).toMatchObject({
      rest: "已逾期2天",
      isOverdue: true,
      isSoon: false,
    });
  });

  test("is silent once nothing is left to do, and where the rule names no day", () => {
    expect(describeDeadline(duty({ state: "satisfied" }), words).rest).toBeNull();
    expect(describeDeadline(duty({ due: null }), words)).toMatchObject({ text: "没有规定期限", rest: null });
  });

  test("of more than two months ahead can wait, without a day it cannot", () => {
    const all = [duty(), duty({ due: "2027-01-23" }), duty({ due: "2027-01-24" }), duty({ due: null })];
    const { near, later } = byNearness(all, words.today);
    expect([near.length, later.map(({ due }) => due)]).toEqual([3, ["2027-01-24"]]);
  });
});

describe("a duty", () => {
  test("tells what became of it, a line each", () => {
    const waived = duty({ state: "waived", waiver: { on: "2026-11-02", reason: "校区搬迁", by: "x" } });
    expect(linesOf(waived, words)).toEqual([expect.stringContaining("校区搬迁")]);
    const reminded = { step: "head", on: "2026-11-03" } as const;
    expect(linesOf(duty({ reminded }), words)).toHaveLength(1);
    expect(linesOf(duty({ reminded, state: "satisfied" }), words)).toEqual([]);
    expect(linesOf(duty({ withdrawnReason: "材料不全" }), words)[0]).toContain("材料不全");
  });

  test("begins where its work is done: an activity, the organisation, or a report in its place", () => {
    const planned = (kind: string, organization = "b1") => `/activities/new?organization=${organization}&kind=${kind}`;
    expect(startOf(duty())).toEqual({ at: "activities", to: planned("theme_party_day") });
    const missed = startOf(duty({ state: "overdue", due: "2026-10-31" }));
    expect(missed).toEqual({ at: "heldActivities", to: `${planned("theme_party_day")}&day=2026-10-31` });
    expect(startOf(duty({ dutyId: "BR-16~2026-11~g1", ruleId: "BR-16" }))?.to).toBe(planned("group_meeting", "g1"));
    expect(startOf(duty({ ruleId: "EDU-17" }))?.to).toBe("/people?organizationId=b1&flag=lost_contact");
    expect(startOf(duty({ ruleId: "EDU-22", isReportable: true }))?.to).toBe("/study-hours?organization=b1");
    expect(startOf(duty({ ruleId: "UNI-07" }))).toEqual({ at: "organization", to: "/organizations/b1" });
    expect(startOf(duty({ ruleId: "BR-36", isReportable: true }))).toBeNull();
    expect(startOf(duty({ origin: "task", ruleId: null }))).toBeNull();
    expect(startOf(duty({ state: "satisfied" }))).toBeNull();
  });

  test("is begun by those who do the work, not by those who see to it", () => {
    const superior = me(["activity.manage", "s"], ["obligation.supervise", "s"]);
    expect(doesTheWork(superior, organization)).toBe(false);
    expect(doesTheWork(me(["activity.manage", "b1"], ["obligation.supervise", "b1"]), organization)).toBe(true);
    expect(doesTheWork(me(["obligation.read", "b1"]), organization)).toBe(false);
  });

  test("plans an activity of its kind where the organisation holds it, named as it is", () => {
    const preset = (query: string, hostKind = "student_branch") => presetOf(new URLSearchParams(query), hostKind, "zh");
    expect(preset("kind=theme_party_day")).toEqual({ kind: "theme_party_day", title: "主题党日", due: "members" });
    expect(preset("kind=theme_party_day&day=2026-10-31")).toMatchObject({ startsAt: "2026-10-31T14:00" });
    expect(preset("kind=theme_party_day&day=soon").startsAt).toBeUndefined();
    expect(preset("kind=theme_party_day", "university_committee")).toEqual({});
    expect(preset("kind=no_such_kind")).toEqual({});
  });

  test("offers each person what they may do, and nobody lets the own organisation off", () => {
    const superior = me(["obligation.assign", "s"], ["obligation.supervise", "s"]);
    const own = me(["obligation.assign", "b1"], ["obligation.supervise", "b1"]);
    const overdue = duty({ state: "overdue" });
    expect(stepsFor(superior, organization, overdue)).toEqual(["waive", "talk"]);
    expect(stepsFor(own, organization, overdue)).toEqual([]);
    expect(stepsFor(own, organization, duty({ isReportable: true }))).toEqual(["report"]);
    expect(stepsFor(superior, organization, duty({ state: "submitted", origin: "task" }))).toEqual([
      "accept",
      "giveBack",
    ]);
    expect(ownSteps(duty({ origin: "task" }))).toEqual(["submit"]);
    expect(ownSteps(duty())).toEqual([]);
  });

  test("asks for a day only where something is reported, and for words wherever a reason stays", () => {
    const steps = ["submit", "accept", "giveBack", "waive", "talk", "report", "withdraw"] as const;
    expect(steps.filter((step) => describeStep(step, words).form?.hasDay)).toEqual(["report"]);
    expect(steps.filter((step) => describeStep(step, words).form === undefined)).toEqual(["accept"]);
    expect(steps.filter(isMain)).toEqual(["submit", "accept", "report"]);
  });
});

describe("the grid", () => {
  const cell = (dutyId: string, state: Duty["state"]) => ({ dutyId, due: "2026-03-31", state });
  const row = { organizationId: "b1", organizationName: "一", kind: "staff_branch", depth: 3, cells: [] };

  test("has a column for each rule, those with something overdue first", () => {
    const rows = [
      { ...row, cells: [cell("BR-09~2026-Q1", "satisfied"), cell("BR-22~2026-03", "overdue")] },
      { ...row, cells: [cell("BR-12~2026-03", "open"), cell("TASK~x", "overdue"), cell("TASK~y", "overdue")] },
    ];
    expect(columnsOf(rows)).toEqual(["TASK", "BR-22", "BR-09", "BR-12"]);
    expect(rows.map(hasOverdue)).toEqual([true, true]);
    expect(hasOverdue(row)).toBe(false);
  });

  test("names the month or the quarter, and nothing for what has a cause of its own", () => {
    expect(occasionOf({ dutyId: "BR-16~2026-03~group-1" })).toBe("03");
    expect(occasionOf({ dutyId: "BR-09~2026-Q1" })).toBe("Q1");
    expect(occasionOf({ dutyId: "UNI-07~term_started@2021-03-01" })).toBe("");
    expect(columnOf({ dutyId: "BR-16~2026-03~group-1" })).toBe("BR-16");
  });
});

describe("the figures", () => {
  const none = { onTime: 0, late: 0, overdue: 0, open: 0, waived: 0 };
  const figures = (year: number, first: Partial<typeof none>): Figures => ({
    year,
    total: { ...none, ...first },
    quarters: [1, 2, 3, 4].map((quarter) => ({ quarter, counts: quarter === 1 ? { ...none, ...first } : none })),
    below: [{ organizationId: "b1", organizationName: '=一,"支部"', counts: { ...none, overdue: 1 } }],
    rules: [],
    overdue: [],
  });

  test("open the list behind each number, by an address that survives nonsense", () => {
    const address = countedAddress("s", { year: 2025, quarter: 3, outcome: "late", rule: "BR-09" });
    expect(address).toBe("/organizations/s/duties/counted?year=2025&outcome=late&quarter=3&rule=BR-09");
    const search = new URL(address, "https://x").searchParams;
    expect(countedIn(search, words.today)).toEqual({ year: 2025, quarter: 3, outcome: "late", rule: "BR-09" });
    const nonsense = new URLSearchParams({ year: "abc", quarter: "9", outcome: "all" });
    expect(countedIn(nonsense, words.today)).toEqual({
      year: 2026,
      quarter: null,
      outcome: "overdue",
      rule: null,
    });
  });

  test("show quarters from the first in which something was due to the present one, and no share of nothing", () => {
    const points = trendOf([figures(2026, { onTime: 3, late: 1, waived: 5 }), figures(2025, {})], words.today);
    expect(points.map(({ year, quarter }) => `${year}-${quarter}`)).toEqual(["2026-1", "2026-2", "2026-3", "2026-4"]);
    expect(points.map(({ share }) => share)).toEqual([0.75, null, null, null]);
    expect(trendOf([figures(2026, { overdue: 1 })], "2026-05-01").map(({ share }) => share)).toEqual([0, null]);
    expect(trendOf([figures(2026, { waived: 1 })], words.today)).toEqual([]);
  });

  test("leave as a table that no spreadsheet runs", () => {
    const lines = figuresFile(figures(2026, { onTime: 2 }), "石化学院", obligationTerms.zh).split("\r\n");
    expect(lines[0]).toBe("党组织,期间,按时完成,逾期完成,逾期未完成,未到期,已免除");
    expect(lines[1]).toBe("石化学院,2026 第1季度,2,0,0,0,0");
    expect(lines.at(-1)).toBe('"\'=一,""支部""",2026 全年,0,0,1,0,0');
    expect(lines).toHaveLength(7);
  });
});

describe("the settings that are being changed", () => {
  const empty: draft.PolicyDraft = {
    version: 1,
    judgedFrom: null,
    ladders: [],
    policy: { overrides: [], readings: [], editionStarts: {}, holidayYears: [] },
  };
  const decision = { since: "2026-01-01", decidedBy: "党委会" };

  test("hold one number for a rule and a day, and give it up again", () => {
    const own = { ruleId: "BR-22", limit: "count", value: 2 };
    const first = draft.withNumber(empty, own, decision);
    const second = draft.withNumber(first, { ...own, value: 3 }, decision);
    expect(second.policy.overrides).toEqual([{ ...own, value: 3, ...decision }]);
    const later = draft.withNumber(second, own, { ...decision, since: "2026-06-01" });
    expect(later.policy.overrides).toHaveLength(2);
    expect(draft.withoutNumber(later, 0).policy.overrides).toEqual([{ ...own, ...decision, since: "2026-06-01" }]);
    expect(empty.policy.overrides).toEqual([]);
  });

  test("hold one ladder for a rule at an organisation", () => {
    const days = { ahead: -7, due: 0, head: 1, superior: 7, talk: 14 } as const;
    const ladder = { days, quiet: [], pushed: [], channels: {} };
    const all = { ruleId: null, organizationId: null, ladder };
    const twice = draft.withLadder(draft.withLadder(empty, all), { ...all, ladder: { ...ladder, pushed: ["due"] } });
    expect(twice.ladders).toHaveLength(1);
    expect(draft.withLadder(twice, { ...all, organizationId: "s" }).ladders).toHaveLength(2);
    expect(draft.withoutLadder(twice, 0).ladders).toEqual([]);
  });

  test("read days as somebody types them, and say when they do not understand", () => {
    expect(draft.readDays("2027-02-05 2027-02-11\n\n2027-04-05")).toEqual([
      ["2027-02-05", "2027-02-11"],
      ["2027-04-05", "2027-04-05"],
    ]);
    expect(draft.readDays("2027-02-05至2027-02-11")).toEqual([["2027-02-05", "2027-02-11"]]);
    expect(draft.readDays("")).toEqual([]);
    expect(draft.readDays("2月5日")).toBeNull();
    expect(draft.readDays("2027-02-05 2027-02-11 2027-02-12")).toBeNull();
  });
});

test("rules are found by all of the words, in either language", () => {
  const rule = {
    id: "BR-22",
    statement: { zh: "主题党日每月一次", en: "theme Party day" },
    citations: [{ zh: "《支部条例》第十六条", en: "Branch Regulations, Art. 16" }],
  };
  expect(isMeant(rule, "党日 十六条")).toBe(true);
  expect(isMeant(rule, "br-22 ART.")).toBe(true);
  expect(isMeant(rule, "党日 选举")).toBe(false);
});
