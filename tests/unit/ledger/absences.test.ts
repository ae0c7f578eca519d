import fc from "fast-check";
import { expect, test } from "vitest";
import { absencesOf, type Participation, participationOf } from "../../../lib/ledger/absences.ts";

const on = (day: string, attendance: string, change: object = {}): Participation =>
  participationOf({
    activityId: `act-${day}`,
    version: 1,
    day,
    isDue: true,
    attendance,
    isOrganizationalLife: true,
    ...change,
  });

test("an absence lasts from the last time somebody took part until the next, and leave is taking part", () => {
  const record = [on("2026-01-10", "present"), on("2026-02-10", "absent"), on("2026-03-10", "absent")];
  expect(absencesOf(record)).toEqual([{ since: "2026-01-10", endedOn: null }]);
  const back = { since: "2026-01-10", endedOn: "2026-04-10" };
  expect(absencesOf([...record, on("2026-04-10", "leave")])).toEqual([back]);
  expect(absencesOf([...record, on("2026-04-10", "late"), on("2026-05-10", "absent")])).toEqual([
    back,
    { since: "2026-04-10", endedOn: null },
  ]);
});

test("nobody is absent where nothing was held, was due or is part of the life of every member", () => {
  expect(absencesOf([on("2026-01-10", "present")])).toEqual([]);
  const others = [{ isDue: false }, { isOrganizationalLife: false }];
  expect(others.flatMap((change) => absencesOf([on("2026-01-10", "absent", change)]))).toEqual([]);
  // Whoever comes to anything takes part.
  const guest = on("2026-02-10", "guest", { isDue: false, isOrganizationalLife: false });
  expect(absencesOf([on("2026-01-10", "absent"), guest])).toEqual([{ since: "2026-01-10", endedOn: "2026-02-10" }]);
});

test("without an earlier time the first one missed counts, and nothing before the day of admission", () => {
  const record = [on("2026-01-10", "absent"), on("2026-02-10", "absent")];
  expect(absencesOf(record)).toEqual([{ since: "2026-01-10", endedOn: null }]);
  expect(absencesOf(record, "2026-02-01")).toEqual([{ since: "2026-02-01", endedOn: null }]);
});

test("the newest version of each activity counts, in any order and repetition", () => {
  const entry = fc.record({
    month: fc.integer({ min: 1, max: 9 }),
    version: fc.integer({ min: 1, max: 3 }),
  });
  const attendanceOf = ({ month, version }: { month: number; version: number }) =>
    ["present", "absent", "leave"][(month * 7 + version * 5) % 3] ?? "void";
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 14 }), fc.infiniteStream(fc.nat()), (entries, picks) => {
      const told = entries.map((one) => on(`2026-0${one.month}-10`, attendanceOf(one), { version: one.version }));
      const again = [...told, ...told.slice(0, 4)].sort(() => (([...picks.take(1)][0] ?? 0) % 3) - 1);
      expect(absencesOf(again)).toEqual(absencesOf(told));
    }),
  );
});
