import { describe, expect, test } from "vitest";
import { newOrganization } from "../../../lib/organization/create-organization.ts";
import { judgeOrganization, marksOf } from "../../../lib/organization/judge-organization.ts";
import type { Organization } from "../../../lib/organization/organization.ts";
import { ownTermLimit, ruleFactsOf } from "../../../lib/organization/rule-facts.ts";
import { definePolicy, nationalPolicy } from "../../../lib/rules/policy.ts";
import { moment } from "./organization-fixture.ts";

const root = newOrganization(
  {
    organizationId: "cczu",
    name: "中共测试大学委员会",
    shortName: "校党委",
    kind: "university_committee",
    establishedOn: "1981-10-20",
    termYears: 5,
    termStartedOn: "2022-12-16",
  },
  undefined,
  moment,
);

/** A branch below a college, with so many people, in the middle of its term. */
function branch(changes: Partial<Organization> = {}): Organization {
  const given = { ...root, organizationId: "b01", name: "第一支部", shortName: "第一支部" };
  return {
    ...newOrganization({ ...given, kind: "student_branch", termYears: 3, termStartedOn: "2025-09-01" }, root, moment),
    path: "/cczu/petro/b01/",
    memberCount: 6,
    fullMemberCount: 5,
    ...changes,
  };
}

const judge = (organization: Organization, on = "2026-11-22", policy = nationalPolicy) =>
  judgeOrganization(organization, on as `${number}-${number}-${number}`, policy);
const codes = (organization: Organization, on?: string) => judge(organization, on).findings.map(({ code }) => code);

describe("the size of a branch", () => {
  test.each([
    [{ fullMemberCount: 3, memberCount: 3 }, []],
    [{ fullMemberCount: 2, memberCount: 2 }, ["too_few_full_members"]],
    [{ fullMemberCount: 2, memberCount: 9 }, ["too_few_full_members"]],
    [{ fullMemberCount: 0, memberCount: 0 }, ["nobody_recorded"]],
    [{ fullMemberCount: 0, memberCount: 0, candidateCount: 4 }, ["too_few_full_members"]],
    [{ fullMemberCount: 6, memberCount: 50 }, []],
    [{ fullMemberCount: 6, memberCount: 51 }, ["too_many_members"]],
  ])("%o gives %o", (counts, expected) => expect(codes(branch(counts))).toEqual(expected));

  test("is explained by article, edition and figures in both languages", () => {
    const [finding] = judge(branch({ memberCount: 51 })).findings;
    expect(finding).toMatchObject({
      level: "attention",
      reason: {
        ruleId: "BR-02",
        citation: { zh: "《支部条例》第四条（2018）", en: "Branch Regulations (2018), Art. 4" },
        arithmetic: [{ zh: "现为 51 名，要求一般不超过 50 名" }],
        warnings: [],
      },
    });
    expect(finding?.reason.edition.zh).toContain("2018-10-28");
  });

  test.each([
    "grassroots_committee",
    "general_branch",
    "temporary_branch",
    "functional_branch",
    "party_group",
  ] as const)("of a %s is nobody's business", (kind) =>
    expect(codes(branch({ kind, memberCount: 1, fullMemberCount: 1 }))).toEqual([]),
  );
});

describe("the committee of a branch", () => {
  const seven = { memberCount: 7, fullMemberCount: 7 };
  test("is missed from the number of full members on that the regulation names", () => {
    expect(codes(branch({ ...seven, committeeSize: 0 }))).toEqual(["committee_missing"]);
    expect(codes(branch({ ...seven, committeeSize: 3 }))).toEqual([]);
    expect(codes(branch({ memberCount: 12, fullMemberCount: 6, committeeSize: 0 }))).toEqual([]);
  });

  test("is not missed before any post was recorded", () => {
    expect(codes(branch({ ...seven, committeeSize: null }))).toEqual([]);
  });
});

describe("the re-election clock", () => {
  const clock = (on: string, changes: Partial<Organization> = {}) => judge(branch(changes), on).clock;

  test.each([
    ["2025-09-01", "running", 1096],
    ["2028-02-29", "running", 185],
    ["2028-03-01", "due", 184],
    ["2028-09-01", "due", 0],
    ["2028-09-02", "overdue", -1],
  ])("on %s is %s with %d days left", (on, state, daysLeft) => {
    expect(clock(on)).toMatchObject({ startedOn: "2025-09-01", endsOn: "2028-09-01", state, daysLeft });
  });

  test("names the days for the reminder, the request and the election, each with its reason", () => {
    expect(clock("2026-11-22")?.steps.map(({ on, reason }) => [on, reason.ruleId])).toEqual([
      ["2028-03-01", "BR-32"],
      ["2028-08-01", "ELE-14"],
      ["2028-09-01", "UNI-13"],
    ]);
    const local = clock("2026-11-22")?.steps[1]?.reason;
    expect(local?.warnings.map(({ zh }) => zh).join()).toContain("不是全国规定");
  });

  test("marks the term from the first day of preparation on, and as expired after its end", () => {
    expect(codes(branch(), "2028-02-29")).toEqual([]);
    expect(codes(branch(), "2028-03-01")).toEqual(["election_due"]);
    expect(codes(branch(), "2028-09-01")).toEqual(["election_due"]);
    expect(marksOf(judge(branch(), "2028-09-02"))).toEqual([{ code: "term_expired", level: "breach" }]);
  });

  test("waits for the day to which the superior put the election off", () => {
    const extended = { termExtendedTo: "2029-03-01" };
    expect(clock("2028-12-01", extended)).toMatchObject({ extendedTo: "2029-03-01", state: "due", daysLeft: 90 });
    expect(codes(branch(extended), "2029-03-02")).toEqual(["term_expired"]);
    expect(codes(branch({ termExtendedTo: "2029-10-01" }), "2026-11-22")).toEqual(["extension_too_long"]);
  });

  test("runs longer at the level of departments, and shorter where the term was set shorter", () => {
    const college = { kind: "general_branch", path: "/cczu/petro/", termYears: 5 } as const;
    expect(clock("2026-11-22", college)?.endsOn).toBe("2030-09-01");
    const shorter = clock("2026-11-22", { ...college, termYears: 3 });
    expect(shorter?.endsOn).toBe("2028-09-01");
    expect(shorter?.steps.at(-1)?.reason.overrides[0]?.zh).toContain("3 年");
    // Nobody sets a longer term than the rules.
    expect(clock("2026-11-22", { termYears: 9 })?.endsOn).toBe("2028-09-01");
  });

  test.each([
    { kind: "party_group" },
    { kind: "temporary_branch" },
    { termStartedOn: null },
    { status: "dissolved" },
  ] as const)("does not run for %o", (changes) => expect(judge(branch(changes))).toMatchObject({ clock: null }));
});

describe("a university's own numbers", () => {
  const decision = { since: "2026-01-01", decidedBy: "校党委会2026年第1次会议" } as const;
  const policy = definePolicy({
    overrides: [
      { ruleId: "BR-02", limit: "members", value: 20, ...decision },
      { ruleId: "UNI-13", limit: "term", value: 2, ...decision },
    ],
  });

  test("decide about a size from the day on that they say, and are named", () => {
    const grown = branch({ memberCount: 21 });
    expect([judge(grown).findings, judge(grown, "2025-12-31", policy).findings]).toEqual([[], []]);
    const [finding] = judge(grown, "2026-11-22", policy).findings;
    expect(finding).toMatchObject({ code: "too_many_members", reason: { ruleId: "BR-02" } });
    expect(finding?.reason.overrides[0]?.zh).toContain("校党委会2026年第1次会议");
  });

  test("decide about the terms that begin after them", () => {
    const endOf = (termStartedOn: string) => judge(branch({ termStartedOn }), "2026-11-22", policy).clock?.endsOn;
    expect([endOf("2025-09-01"), endOf("2026-09-01")]).toEqual(["2028-09-01", "2028-09-01"]);
  });

  test("are the length with which an organisation's own term is compared", () => {
    const limitOf = (termYears: number, decided = policy) => {
      const organization = branch({ termYears, termStartedOn: "2026-09-01" });
      const facts = ruleFactsOf(organization, "2026-09-01");
      return facts && ownTermLimit(decided, organization, facts)?.value;
    };
    expect([limitOf(2, nationalPolicy), limitOf(3, nationalPolicy)]).toEqual([2, undefined]);
    expect([limitOf(1), limitOf(2)]).toEqual([1, undefined]);
  });
});

test("judging a campus takes a moment", () => {
  const startedAt = performance.now();
  for (let node = 0; node < 310; node++) judge(branch());
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
