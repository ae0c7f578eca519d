import * as z from "zod";
import type { AttendanceCounts } from "./record.ts";

/** Where somebody stands with an activity, as far as anybody can know now. */
export const attendanceStates = {
  due: { zh: "应到未到", en: "Due, not there yet" },
  present: { zh: "到会", en: "Present" },
  late: { zh: "迟到", en: "Late" },
  leave: { zh: "请假", en: "On leave" },
  absent: { zh: "缺席", en: "Absent" },
  guest: { zh: "列席", en: "Guest" },
  /** Checked in without being due: the recorder has to say what that was. */
  question: { zh: "待核实", en: "To be settled" },
  void: { zh: "不计", en: "Does not count" },
} as const;
export type AttendanceState = keyof typeof attendanceStates;
export const attendanceStateNames = Object.keys(attendanceStates) as [AttendanceState, ...AttendanceState[]];

/** What a recorder may say of a person. */
export const decisionNames = ["present", "late", "leave", "absent", "guest", "void"] as const;

/**
 * A pass read by a device, online or not: its own running number, and the time of the server as far as the device knew it.
 * `skewSeconds` is what was added to a clock that went wrong; the device itself had said `at` less that.
 */
export const ScanMark = z.object({
  at: z.iso.datetime(),
  deviceId: z.string(),
  sequence: z.int().min(0),
  skewSeconds: z.int().optional(),
});
export type ScanMark = z.infer<typeof ScanMark>;

/** Everything that is known of one person at one activity, each source with its own time. */
export const Attendance = z.object({
  personId: z.string(),
  /** The branch and stage of the person when the list was fixed or the person came. */
  organizationId: z.string().nullable(),
  stage: z.string().nullable(),
  /** The run of the list of those due in which the person stands; null: in none. */
  snapshotId: z.string().nullable(),
  scan: ScanMark.nullable(),
  code: z.object({ at: z.iso.datetime() }).nullable(),
  decision: z.object({ state: z.enum(decisionNames), at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
});
export type Attendance = z.infer<typeof Attendance>;

/** Between two readings of the same pass the earliest counts; ties fall to device and number, so that order never matters. */
export function scanOrder({ at, deviceId, sequence }: ScanMark): string {
  return `${at}#${deviceId}#${String(sequence).padStart(12, "0")}`;
}

export function earlierScan(one: ScanMark | null, other: ScanMark | null): ScanMark | null {
  if (one === null || other === null) return one ?? other;
  return scanOrder(one) <= scanOrder(other) ? one : other;
}

/** The scans of a batch brought down to one for each person. */
export function mergeScans(scans: readonly (ScanMark & { personId: string })[]): Map<string, ScanMark> {
  const merged = new Map<string, ScanMark>();
  for (const { personId, ...scan } of scans) {
    const mark = earlierScan(merged.get(personId) ?? null, scan);
    if (mark !== null) merged.set(personId, mark);
  }
  return merged;
}

export interface AttendanceOccasion {
  readonly startsAt: string;
  readonly snapshotId: string | null;
  /** Whether the record is made: whoever did not come is absent then. */
  readonly isOver: boolean;
}

/** Minutes after the beginning within which nobody counts as late. */
const graceMinutes = 10;

/**
 * Derived, never stored: the recorder's word comes first, then the earliest check-in, then a granted leave. Whoever was
 * not due is a question until the recorder answers it.
 */
export function attendanceStateOf(
  { snapshotId, scan, code, decision }: Attendance,
  occasion: AttendanceOccasion,
  isOnLeave: boolean,
): AttendanceState {
  if (decision !== null) return decision.state;
  const isDue = occasion.snapshotId !== null && snapshotId === occasion.snapshotId;
  const cameAt = [scan?.at, code?.at].filter((at) => at !== undefined).sort()[0];
  if (!isDue) return cameAt === undefined ? "void" : "question";
  if (cameAt !== undefined) return isLate(cameAt, occasion.startsAt) ? "late" : "present";
  if (isOnLeave) return "leave";
  return occasion.isOver ? "absent" : "due";
}

function isLate(at: string, startsAt: string): boolean {
  return new Date(at).getTime() > new Date(startsAt).getTime() + graceMinutes * 60_000;
}

/** Whoever is due and whoever of them came. A guest never helps a quorum. */
export function countAttendance(
  people: readonly { readonly state: AttendanceState; readonly isDue: boolean }[],
): AttendanceCounts {
  const count = (states: readonly AttendanceState[], isDue?: boolean) =>
    people.filter((person) => states.includes(person.state) && (isDue === undefined || person.isDue === isDue)).length;
  return {
    due: people.filter(({ isDue, state }) => isDue && state !== "void").length,
    present: count(["present", "late"], true),
    late: count(["late"], true),
    leave: count(["leave"], true),
    absent: count(["absent"], true),
    guests: count(["guest"]) + count(["present", "late"], false),
    questions: count(["question"]),
  };
}
