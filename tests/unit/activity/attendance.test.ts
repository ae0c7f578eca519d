import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Attendance,
  attendanceStateOf,
  countAttendance,
  earlierScan,
  mergeScans,
  type ScanMark,
  scanOrder,
} from "../../../lib/activity/attendance.ts";
import { isCodeOf, roomCode, stepAt, stepSeconds } from "../../../lib/activity/room-code.ts";
import { personId } from "./activity-fixture.ts";

const startsAt = "2026-11-20T07:00:00.000Z";

const scan = fc.record({
  personId: fc.integer({ min: 1, max: 120 }).map(personId),
  at: fc
    .integer({ min: -3_600, max: 7_200 })
    .map((seconds) => new Date(Date.parse(startsAt) + seconds * 1_000).toISOString()),
  deviceId: fc.constantFrom("door-1", "door-2", "door-3"),
  sequence: fc.nat({ max: 999 }),
});

/** What the table does with the marks of a batch: the earlier one stays. */
function keep(table: Map<string, ScanMark>, batch: readonly (ScanMark & { personId: string })[]): void {
  for (const [id, mark] of mergeScans(batch)) {
    const kept = earlierScan(table.get(id) ?? null, mark);
    if (kept !== null) table.set(id, kept);
  }
}

test("a thousand scans of three devices give one result in any order, in any batches, with any repetition", () => {
  const scans = fc.array(scan, { minLength: 1_000, maxLength: 1_000 });
  fc.assert(
    fc.property(
      scans,
      fc.infiniteStream(fc.nat({ max: 999 })),
      fc.integer({ min: 1, max: 200 }),
      (given, picks, size) => {
        const expected = new Map<string, ScanMark>();
        for (const { personId: id, ...mark } of given) {
          const known = expected.get(id);
          if (known === undefined || scanOrder(mark) < scanOrder(known)) expected.set(id, mark);
        }
        const repeated = [...picks.take(400)].flatMap((index) => given[index] ?? []);
        const shuffled = [...repeated, ...given, ...repeated.reverse()];
        const table = new Map<string, ScanMark>();
        for (let start = 0; start < shuffled.length; start += size) keep(table, shuffled.slice(start, start + size));
        expect(Object.fromEntries(table)).toEqual(Object.fromEntries(expected));
      },
    ),
    { numRuns: 30 },
  );
});

describe("the state of somebody", () => {
  const nothing: Attendance = {
    personId: personId(1),
    organizationId: "branch-1",
    stage: "full_member",
    snapshotId: "run-1",
    scan: null,
    code: null,
    decision: null,
  };
  const at = (minutes: number) => new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();
  const scannedAt = (minutes: number) => ({ at: at(minutes), deviceId: "door-1", sequence: 1 });
  const stateOf = (given: Partial<Attendance>, isOver = false, isOnLeave = false) =>
    attendanceStateOf({ ...nothing, ...given }, { startsAt, snapshotId: "run-1", isOver }, isOnLeave);

  test.each([
    ["due until the record is made", {}, false, "due"],
    ["absent afterwards", {}, true, "absent"],
    ["present when in time", { scan: scannedAt(10) }, false, "present"],
    ["late afterwards", { scan: scannedAt(11) }, false, "late"],
    ["present by the earliest source", { scan: scannedAt(30), code: { at: at(2) } }, false, "present"],
    ["a question when not due", { snapshotId: null, code: { at: at(2) } }, false, "question"],
    [
      "a question when on the list of a run that was cut off",
      { snapshotId: "run-0", code: { at: at(2) } },
      true,
      "question",
    ],
    [
      "what the recorder says, whatever a device says",
      { scan: scannedAt(0), decision: { state: "absent", at: at(9), by: null } },
      true,
      "absent",
    ],
  ] as const)("is %s", (_, given, isOver, expected) => expect(stateOf(given, isOver)).toBe(expected));

  test("is leave once it is granted, unless the person came after all", () => {
    expect(stateOf({}, true, true)).toBe("leave");
    expect(stateOf({ code: { at: at(0) } }, true, true)).toBe("present");
  });

  test("counts a guest as a guest and never for those who are due", () => {
    const counts = countAttendance([
      { state: "present", isDue: true },
      { state: "late", isDue: true },
      { state: "void", isDue: true },
      { state: "present", isDue: false },
      { state: "guest", isDue: false },
    ]);
    expect(counts).toMatchObject({ due: 2, present: 2, late: 1, guests: 2 });
  });
});

describe("the code of the room", () => {
  const secret = Buffer.alloc(32, 7).toString("base64url");
  const moment = (seconds: number) => new Date(1_700_000_040_000 + seconds * 1_000);
  const code = roomCode(secret, stepAt(moment(0)));

  test("counts in its step and a moment longer, and is refused after that", () => {
    const isGood = (seconds: number) => isCodeOf(secret, code, moment(seconds));
    expect([0, stepSeconds - 1, stepSeconds + 14].map(isGood)).toEqual([true, true, true]);
    expect([-1, stepSeconds + 15, 2 * stepSeconds, 3_600].map(isGood)).toEqual([false, false, false, false]);
  });

  test("has six digits, and is another one in each step and for each activity", () => {
    const codes = Array.from({ length: 50 }, (_, step) => roomCode(secret, step));
    expect(codes.every((one) => /^\d{6}$/.test(one))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(45);
    expect(roomCode(Buffer.alloc(32, 8).toString("base64url"), stepAt(moment(0)))).not.toBe(code);
  });
});
