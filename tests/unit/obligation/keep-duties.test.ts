import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { followActivity } from "../../../lib/obligation/follow-activity.ts";
import { keepDuties } from "../../../lib/obligation/keep-duties.ts";
import type { OrganizationHistory } from "../../../lib/obligation/organization-history.ts";
import { sweepDuties } from "../../../lib/obligation/sweep-duties.ts";
import { addDays, type PlainDate } from "../../../lib/rules/calendar/plain-date.ts";
import { type FakeObligationStore, fakeObligationStore } from "../../support/fake-obligation-store.ts";
import { branchHistory, day } from "./branch-history.ts";

function setUp(history: () => OrganizationHistory | undefined = () => branchHistory()) {
  const store = fakeObligationStore();
  const keep = keepDuties({ store, sources: { describe: async () => history() } });
  const findOwner = async (organizationId: string) => ({ organizationId, groupId: null });
  const follow = followActivity({ store, keep, findOwner });
  const sweep = sweepDuties({ store, keep, lookAfter: async () => undefined, newCorrelationId: () => "sweep" });
  const sweepOn = (date: string) => sweep(new Date(`${date}T06:30:00+08:00`));
  return { store, keep, follow, sweepOn };
}

const circumstances = (date: string) => ({
  at: new Date(`${date}T10:00:00+08:00`),
  correlationId: "c",
  actor: null,
  on: day(date),
});

const report = (activityId: string, version: number, date: string, isConfirmed = true) => ({
  activityId,
  version,
  day: date,
  duties: ["theme_party_day" as const],
  isConfirmed,
  organizationIds: ["branch-1"],
});

const statesOf = async (store: FakeObligationStore) =>
  Object.fromEntries((await store.listDuties("branch-1")).map(({ dutyId, state }) => [dutyId, state]));
const namesOf = (store: FakeObligationStore, dutyId: string) =>
  store.facts.filter(({ subject }) => subject.id === `branch-1/${dutyId}`).map(({ name }) => name);

describe("keeping duties", () => {
  test("creates what is owed once, however often it looks", async () => {
    const { store, keep } = setUp();
    await keep("branch-1", circumstances("2026-02-10"));
    const saves = store.saves.length;
    await keep("branch-1", circumstances("2026-02-10"));
    expect(store.saves.length).toBe(saves);
    expect(namesOf(store, "BR-22~2026-02")).toEqual(["ObligationCreated"]);
  });

  test("is satisfied by a confirmed activity, and open again when a correction takes it away", async () => {
    const { store, keep, follow } = setUp();
    await keep("branch-1", circumstances("2026-02-10"));
    await follow(report("a", 3, "2026-02-05"), circumstances("2026-02-11"));
    expect((await statesOf(store))["BR-22~2026-02"]).toBe("satisfied");
    await follow(report("a", 4, "2026-01-05"), circumstances("2026-02-12"));
    expect(await statesOf(store)).toMatchObject({ "BR-22~2026-02": "open", "BR-22~2026-01": "satisfied" });
    expect(namesOf(store, "BR-22~2026-02")).toEqual(["ObligationCreated", "ObligationSatisfied", "ObligationReopened"]);
  });

  test("gives the same duties for any order and repetition of the same facts", async () => {
    const facts = [
      report("a", 1, "2026-01-05"),
      report("a", 2, "2026-02-05"),
      report("b", 1, "2026-03-05"),
      report("b", 2, "2026-03-05", false),
      report("c", 5, "2026-01-25"),
    ];
    const inOrder = setUp();
    for (const fact of facts) await inOrder.follow(fact, circumstances("2026-04-10"));
    const expected = await statesOf(inOrder.store);
    expect(expected).toMatchObject({
      "BR-22~2026-01": "satisfied",
      "BR-22~2026-02": "satisfied",
      "BR-22~2026-03": "overdue",
    });
    const orders = fc.array(fc.nat(facts.length - 1), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(orders, fc.shuffledSubarray(facts, { minLength: facts.length }), async (extra, order) => {
        const { store, follow } = setUp();
        for (const fact of [...extra.flatMap((index) => facts[index] ?? []), ...order]) {
          await follow(fact, circumstances("2026-04-10"));
        }
        expect(await statesOf(store)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test("loses neither of two who write at the same moment", async () => {
    const { store, keep, follow } = setUp();
    await keep("branch-1", circumstances("2026-02-10"));
    store.interfere = async () => {
      await follow(report("b", 1, "2026-01-20"), circumstances("2026-02-10"));
    };
    await follow(report("a", 1, "2026-02-05"), circumstances("2026-02-10"));
    expect(await statesOf(store)).toMatchObject({ "BR-22~2026-01": "satisfied", "BR-22~2026-02": "satisfied" });
  });

  test("writes a long past in slices that a transaction holds, and completes it", async () => {
    const { store, keep } = setUp(() => branchHistory({ judgedFrom: day("2023-01-01") }));
    await keep("branch-1", circumstances("2026-02-10"));
    expect(Math.max(...store.saves.map(({ duties }) => duties.length))).toBeLessThanOrEqual(80);
    expect(store.saves.length).toBeGreaterThan(1);
    const { store: other, keep: keepOther } = setUp(() => branchHistory({ judgedFrom: day("2023-01-01") }));
    await keepOther("branch-1", circumstances("2025-01-10"));
    await keepOther("branch-1", circumstances("2026-02-10"));
    expect(await statesOf(other)).toEqual(await statesOf(store));
  });
});

describe("the daily sweep", () => {
  test("brings each day what a new evaluation would give, over three years", async () => {
    let history = branchHistory({ judgedFrom: day("2024-01-01") });
    const { store, keep, follow, sweepOn } = setUp(() => history);
    await keep("branch-1", circumstances("2024-01-01"));
    for (let date: PlainDate = "2024-01-01"; date <= "2026-12-31"; date = addDays(date, 1)) {
      if (date === "2025-06-15") history = { ...history, committee: [{ from: day("2024-01-01"), to: date }] };
      if (date.endsWith("-07")) await follow(report(`a-${date}`, 1, date), circumstances(date));
      await sweepOn(date);
    }
    const anew = setUp(() => history);
    for (const activity of await store.load("branch-1").then(({ activities }) => activities)) {
      await anew.follow(report(activity.activityId, 1, activity.on), circumstances("2026-12-31"));
    }
    const kept = Object.entries(await statesOf(store)).filter(([, state]) => state !== "cancelled");
    const fresh = Object.entries(await statesOf(anew.store)).filter(([, state]) => state !== "cancelled");
    expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(fresh));
    expect(kept.length).toBeGreaterThan(90);
  }, 60_000);

  test("does nothing on a day on which nothing is due", async () => {
    const { store, keep, sweepOn } = setUp();
    await keep("branch-1", circumstances("2026-02-03"));
    await sweepOn("2026-02-04");
    const saves = store.saves.length;
    expect(await sweepOn("2026-02-05")).toEqual({ days: 1, organizations: 0, people: 0 });
    expect(store.saves.length).toBe(saves);
  });

  test("makes up for missed days with one reminder, and does nothing when it runs again", async () => {
    const { store, keep, sweepOn } = setUp();
    await keep("branch-1", circumstances("2026-01-20"));
    await sweepOn("2026-01-20");
    await sweepOn("2026-02-03");
    const reminders = await store.listReminders("branch-1", { from: "2026-01-21" });
    expect(reminders.map((reminder) => reminder.day)).toEqual(["2026-02-03"]);
    expect(reminders[0]?.lines.filter(({ dutyId }) => dutyId === "BR-22~2026-01").map(({ step }) => step)).toEqual([
      "head",
    ]);
    const saves = store.saves.length;
    await sweepOn("2026-02-03");
    expect(store.saves.length).toBe(saves);
  });

  test("climbs the ladder step by step and stops with the fulfilment", async () => {
    const { store, keep, follow, sweepOn } = setUp();
    await keep("branch-1", circumstances("2026-01-02"));
    for (let date: PlainDate = "2026-01-02"; date <= "2026-02-10"; date = addDays(date, 1)) await sweepOn(date);
    await follow(report("a", 1, "2026-01-30"), circumstances("2026-02-10"));
    for (let date: PlainDate = "2026-02-11"; date <= "2026-03-10"; date = addDays(date, 1)) await sweepOn(date);
    const reminders = await store.listReminders("branch-1", { from: "2026-01-01" });
    const steps = reminders.flatMap((reminder) =>
      reminder.lines.filter(({ dutyId }) => dutyId === "BR-22~2026-01").map(({ step }) => [reminder.day, step]),
    );
    expect(steps).toEqual([
      ["2026-01-24", "ahead"],
      ["2026-01-31", "due"],
      ["2026-02-01", "head"],
      ["2026-02-07", "superior"],
    ]);
    expect(namesOf(store, "BR-22~2026-01")).toEqual([
      "ObligationCreated",
      "ObligationDue",
      "ObligationOverdue",
      "ObligationSatisfied",
    ]);
  });

  test("reminds nobody of what is fulfilled at the same moment", async () => {
    const { store, keep, follow, sweepOn } = setUp();
    await keep("branch-1", circumstances("2026-01-20"));
    store.interfere = async () => {
      await follow(report("a", 1, "2026-01-23"), circumstances("2026-01-24"));
    };
    await sweepOn("2026-01-24");
    const reminders = await store.listReminders("branch-1", { from: "2026-01-01" });
    expect(reminders.flatMap(({ lines }) => lines).map(({ dutyId }) => dutyId)).not.toContain("BR-22~2026-01");
    expect((await statesOf(store))["BR-22~2026-01"]).toBe("satisfied");
  });
});
