import * as fc from "fast-check";
import { expect, test } from "vitest";
import { absencesOf, type Participation } from "../../../lib/ledger/absences.ts";
import { followAbsence } from "../../../lib/obligation/follow-absence.ts";
import { keepDuties } from "../../../lib/obligation/keep-duties.ts";
import { reportDuty, withdrawDutyReport } from "../../../lib/obligation/report-duty.ts";
import { sweepDuties } from "../../../lib/obligation/sweep-duties.ts";
import { addDays } from "../../../lib/rules/calendar/plain-date.ts";
import { fakeObligationStore } from "../../support/fake-obligation-store.ts";
import { branchHistory, day } from "./branch-history.ts";
import { circumstances, contextOf } from "./duty-platform.ts";

/** A member with a record of activities, as the ledger keeps it, and the duties that follow from it. */
function setUp() {
  const store = fakeObligationStore();
  const record = new Map<string, Participation>();
  const member: { organizationId: string | null } = { organizationId: "b1" };
  const describe = async (organizationId: string) => {
    const history = branchHistory({ organizationId });
    return { ...history, facts: history.facts && { ...history.facts, id: organizationId } };
  };
  const keep = keepDuties({ store, sources: { describe } });
  const find = async () => ({ ...member, absences: absencesOf([...record.values()]) });
  const follow = followAbsence({ store, keep, find });
  const look = (on: string, personId = "per-1") => follow(personId, circumstances(on));
  const tell = (activityId: string, version: number, date: string, isPart: boolean) => {
    const known = record.get(activityId);
    if (known !== undefined && known.version > version) return;
    record.set(activityId, { activityId, version, day: date, isPart, isMissed: !isPart });
  };
  const sweep = sweepDuties({ store, keep, lookAfter: follow, newCorrelationId: () => "sweep" });
  const findRefusal = async () => undefined;
  return {
    store,
    member,
    tell,
    look,
    report: reportDuty({ keep, findRefusal }),
    withdraw: withdrawDutyReport({ keep }),
    sweepOn: (date: string) => sweep(new Date(`${date}T06:30:00+08:00`)),
    asked: async (organizationId = "b1") =>
      (await store.listDuties(organizationId))
        .filter(({ ruleId }) => ruleId === "EDU-22")
        .map(({ dutyId, due, state }) => ({ dutyId, due, state })),
  };
}

const duty = { dutyId: "EDU-22~last_participation@2026-01-10", due: "2026-07-10" };

/** Took part in January, and missed what was held in February and March. */
function absentSinceJanuary() {
  const all = setUp();
  all.tell("jan", 1, "2026-01-10", true);
  all.tell("feb", 1, "2026-02-10", false);
  all.tell("mar", 1, "2026-03-10", false);
  return all;
}

test("the duty appears by time, a month before half a year without taking part is full, and cites its article", async () => {
  const { store, look, sweepOn, asked } = absentSinceJanuary();
  await look("2026-03-11");
  expect([await asked(), store.saves]).toEqual([[], []]);
  expect((await store.findAbsence("per-1"))?.nextDay).toBe("2026-06-10");
  await sweepOn("2026-06-09");
  expect(await asked()).toEqual([]);
  expect(await sweepOn("2026-06-12")).toMatchObject({ people: 1 });
  expect(await asked()).toEqual([{ ...duty, state: "open" }]);
  const kept = await store.findDuty("b1", duty.dutyId);
  expect(kept?.explanation?.zh).toMatch(/2026-07-10 = 2026-01-10 \+ 6 个月；.*第三十一条/);
  expect(kept?.warnings[0]?.zh).toContain("请假视为有正当理由");
  await sweepOn("2026-07-11");
  expect(await asked()).toEqual([{ ...duty, state: "overdue" }]);
  expect(JSON.stringify([kept, store.facts])).not.toContain("per-1");
});

test("taking part meets the duty, and a correction that takes it away opens the duty again", async () => {
  const { tell, look, asked } = absentSinceJanuary();
  await look("2026-06-20");
  tell("jun", 1, "2026-06-25", true);
  await look("2026-06-26");
  expect(await asked()).toEqual([{ ...duty, state: "satisfied" }]);
  tell("jun", 2, "2026-06-25", false);
  await look("2026-07-11");
  expect(await asked()).toEqual([{ ...duty, state: "overdue" }]);
  // In February there was a reason after all: the time counts from then.
  tell("feb", 2, "2026-02-10", true);
  await look("2026-07-12");
  const later = { dutyId: "EDU-22~last_participation@2026-02-10", due: "2026-08-10", state: "open" };
  expect(await asked()).toEqual([{ ...duty, state: "cancelled" }, later]);
});

test("the duty goes along to another branch, and falls silent for whoever left, is lost or lives elsewhere", async () => {
  const { member, look, asked } = absentSinceJanuary();
  await look("2026-06-20");
  member.organizationId = "b2";
  await look("2026-06-21");
  expect([await asked("b1"), await asked("b2")]).toEqual([
    [{ ...duty, state: "cancelled" }],
    [{ ...duty, state: "open" }],
  ]);
  member.organizationId = null;
  await look("2026-06-22");
  expect(await asked("b2")).toEqual([{ ...duty, state: "cancelled" }]);
  member.organizationId = "b2";
  await look("2026-06-23");
  expect(await asked("b2")).toEqual([{ ...duty, state: "open" }]);
});

test("those who are absent since one day are one duty, met by the branch's report of what it found out", async () => {
  const { store, look, report, withdraw, asked } = absentSinceJanuary();
  await look("2026-06-20", "per-1");
  await look("2026-06-20", "per-2");
  const found = await store.findDuty("b1", duty.dutyId);
  expect(found?.what.zh).toContain("2人");
  const params = { organizationId: "b1", dutyId: duty.dutyId };
  const body = { on: "2026-06-22", evidence: [], version: found?.version ?? 0 };
  const told = await report({ params, query: {}, body } as never, contextOf("2026-06-23"));
  expect(await asked()).toEqual([{ ...duty, state: "satisfied" }]);
  const back = { reason: "没有谈话记录", version: told.version };
  await withdraw({ params, query: {}, body: back } as never, contextOf("2026-06-24"));
  expect(await asked()).toEqual([{ ...duty, state: "open" }]);
});

test("whoever comes every month costs the duties nothing, and missing again writes nothing", async () => {
  const { store, tell, look } = setUp();
  for (const month of [1, 2, 3, 4, 5, 6]) tell(`a${month}`, 1, `2026-0${month}-10`, true);
  expect([await look("2026-07-01"), await store.findAbsence("per-1")]).toEqual(["already_done", undefined]);
  tell("a7", 1, "2026-07-10", false);
  await look("2026-07-11");
  tell("a8", 1, "2026-08-10", false);
  expect(await look("2026-08-11")).toBe("already_done");
  expect([(await store.findAbsence("per-1"))?.version, store.saves]).toEqual([1, []]);
});

const told = fc.record({
  month: fc.integer({ min: 1, max: 8 }),
  version: fc.integer({ min: 1, max: 3 }),
  days: fc.integer({ min: 0, max: 40 }),
  isSweep: fc.boolean(),
});

test("what is told in any order and repetition, with the clock moved, gives what the whole record gives at the end", async () => {
  const isPart = (month: number, version: number) => (month * 5 + version * 3) % 4 === 0;
  const start = day("2026-02-01");
  await fc.assert(
    fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 12 }), async (steps) => {
      const followed = setUp();
      const recomputed = setUp();
      let on = start;
      for (const { month, version, days, isSweep } of steps) {
        on = addDays(on, days);
        const held = day(`2026-0${month}-10`);
        // Nothing is confirmed before it was held.
        if (held > on) continue;
        for (const one of [followed, recomputed]) one.tell(`a${month}`, version, held, isPart(month, version));
        await followed.look(on);
        if (isSweep) await followed.sweepOn(on);
      }
      const end = addDays(on, 45);
      await followed.sweepOn(end);
      await recomputed.look(end);
      const standing = async ({ asked }: typeof followed) =>
        (await asked()).filter(({ state }) => state !== "cancelled").sort((a, b) => a.dutyId.localeCompare(b.dutyId));
      expect(await standing(followed)).toEqual(await standing(recomputed));
    }),
    { numRuns: 60 },
  );
});
