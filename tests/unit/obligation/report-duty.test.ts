import { expect, test } from "vitest";
import { activityKinds } from "../../../lib/activity/kinds.ts";
import { deriveDuties } from "../../../lib/obligation/derive-duties.ts";
import { findEvidenceRefusal } from "../../../lib/obligation/find-evidence-refusal.ts";
import { reportDuty, withdrawDutyReport } from "../../../lib/obligation/report-duty.ts";
import { reportedDeedOf } from "../../../lib/obligation/reported-deeds.ts";
import { nationalPolicy } from "../../../lib/rules/policy.ts";
import { branchHistory, day } from "./branch-history.ts";
import { circumstances, contextOf, dutyPlatform, themeDay } from "./duty-platform.ts";

const dutyId = "BR-36~2026";
const params = { organizationId: "branch-1", dutyId };
const note = [{ kind: "note" as const, value: "述职报告存党委办公室" }];

async function setUp() {
  const platform = dutyPlatform();
  await platform.keep("branch-1", circumstances("2026-11-20"));
  const findRefusal = findEvidenceRefusal({ store: platform.store });
  return {
    ...platform,
    report: reportDuty({ keep: platform.keep, findRefusal }),
    withdraw: withdrawDutyReport({ keep: platform.keep }),
  };
}

test("a report with evidence meets the duty, and taking it back opens it again", async () => {
  const { report, withdraw, duty, namesOf } = await setUp();
  const body = { on: "2026-11-10", evidence: note, version: 1 };
  const met = await report({ params, query: {}, body } as never, contextOf("2026-11-21"));
  expect(met).toMatchObject({ state: "satisfied", report: { on: "2026-11-10", by: "acc" }, isReportable: false });
  const back = { reason: "材料不全，请补充", version: met.version };
  const open = await withdraw({ params, query: {}, body: back } as never, contextOf("2026-11-22"));
  expect(open).toMatchObject({ state: "open", report: null, withdrawnReason: back.reason, isReportable: true });
  const again = { ...body, version: open.version };
  await report({ params, query: {}, body: again } as never, contextOf("2026-11-23"));
  expect(await duty(dutyId)).toMatchObject({ state: "satisfied", withdrawnReason: null });
  expect(namesOf(dutyId)).toEqual([
    "ObligationCreated",
    "DutyReported",
    "ObligationSatisfied",
    "DutyReportWithdrawn",
    "ObligationReopened",
    "DutyReported",
    "ObligationSatisfied",
  ]);
});

test("a report of a day outside the period, or of tomorrow, is refused and changes nothing", async () => {
  const { report, duty, store } = await setUp();
  const { length } = store.saves;
  for (const on of ["2025-11-10", "2026-11-22"]) {
    const body = { on, evidence: note, version: 1 };
    await expect(report({ params, query: {}, body } as never, contextOf("2026-11-21"))).rejects.toMatchObject({
      code: "validation_failed",
    });
  }
  expect(store.saves).toHaveLength(length);
  expect(await duty(dutyId)).toMatchObject({ state: "open", report: null });
});

test("what a record of the platform meets is not reported", async () => {
  const { report } = await setUp();
  const other = { organizationId: "branch-1", dutyId: "BR-22~2026-11" };
  const body = { on: "2026-11-10", evidence: note, version: 1 };
  await expect(report({ params: other, query: {}, body } as never, contextOf("2026-11-21"))).rejects.toMatchObject({
    options: { reasonCode: "met_by_a_record" },
  });
});

test("an activity is evidence only where the organisation held it and it was counted", async () => {
  const { report, follow } = await setUp();
  const shows = (value: string) => ({ on: "2026-11-10", evidence: [{ kind: "activity", value }], version: 1 });
  await expect(
    report({ params, query: {}, body: shows("act-of-others") } as never, contextOf("2026-11-21")),
  ).rejects.toMatchObject({ code: "validation_failed" });
  await follow(themeDay("act-1", 1, "2026-11-05"), circumstances("2026-11-21"));
  const met = await report({ params, query: {}, body: shows("act-1") } as never, contextOf("2026-11-21"));
  expect(met.report?.evidence).toEqual([{ kind: "activity", value: "act-1" }]);
});

test("every duty of an organisation can be met: by an activity, by a report, or by an election", () => {
  const byActivity = new Set(Object.values(activityKinds).flatMap(({ rule }) => (rule === null ? [] : [String(rule)])));
  const kinds = ["branch", "grassroots_committee", "general_branch", "university_committee"] as const;
  const owed = kinds.flatMap((kind) => [
    ...deriveDuties(
      branchHistory({
        facts: {
          id: "x",
          kind,
          fullMembers: 20,
          probationaryMembers: 1,
          hasCommittee: true,
          hasStandingCommittee: true,
          term: { startedOn: "2025-06-01" },
        },
        secretaries: [{ holderId: "acc", from: day("2026-03-01"), to: null }],
        groups: [{ groupId: "g", from: day("2025-01-01"), to: null }],
      }),
      [],
      { on: day("2026-12-01"), policy: nationalPolicy },
    ).values(),
  ]);
  const elections = new Set(["BR-30", "ELE-13", "UNI-03", "UNI-07", "UNI-13", "BR-33"]);
  const unmet = owed.filter(
    (one) => reportedDeedOf(one) === null && !byActivity.has(one.ruleId ?? "") && !elections.has(one.ruleId ?? ""),
  );
  expect(unmet.map((one) => one.dutyId)).toEqual([]);
  expect(new Set(owed.map(({ ruleId }) => ruleId)).size).toBeGreaterThan(18);
});
