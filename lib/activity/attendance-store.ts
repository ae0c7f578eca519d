import type { Fact } from "../shared/event.ts";
import type { Attendance, ScanMark } from "./attendance.ts";
import type { Leave } from "./leave.ts";
import type { SignUp } from "./sign-up.ts";

/** Whom a mark is about, with where the person belongs at the moment. */
export interface Marked {
  readonly personId: string;
  readonly organizationId: string | null;
  readonly stage: string | null;
}

export interface Decision extends Marked {
  readonly decision: NonNullable<Attendance["decision"]>;
}

export interface AttendanceStore {
  /** Everybody of whom anything is known, consistent. Units: 1 read for some 20 people. */
  list(activityId: string): Promise<Attendance[]>;
  find(activityId: string, personId: string): Promise<Attendance | undefined>;
  /** Puts the people who are due on the list; what was known of them before stays. 1 write each. */
  fixDue(activityId: string, snapshotId: string, people: readonly Marked[]): Promise<void>;
  /** Keeps the earliest reading of each; in any order, any number of times. 1 write each. */
  markScans(activityId: string, scans: readonly (Marked & { scan: ScanMark })[]): Promise<void>;
  /** Keeps the first check-in with the fact of it; a repeated one changes nothing. 1 write. */
  markCode(activityId: string, person: Marked, at: string, fact: Fact): Promise<void>;
  /** The latest word of a recorder counts. 1 write each. */
  decide(activityId: string, decisions: readonly Decision[]): Promise<void>;
  /** Tells of a list or batch once, however often it is sent. */
  announce(activityId: string, batchId: string, fact: Fact): Promise<void>;
  /** Wrong codes of a person in a step. */
  countTries(activityId: string, personId: string, step: number): Promise<number>;
  addTry(activityId: string, personId: string, step: number): Promise<void>;
}

export interface SignUpStore {
  find(activityId: string, personId: string): Promise<SignUp | undefined>;
  list(activityId: string): Promise<SignUp[]>;
  /** The next number, given once, and how many of the lower ones count for nobody any more. */
  takeNumber(activityId: string): Promise<{ sequence: number; released: number }>;
  /** Says that a number counts for nobody: whoever comes later is told so much better a place at once. */
  releaseNumber(activityId: string): Promise<void>;
  /** `false` when the person has a standing sign-up already. */
  insert(activityId: string, signUp: SignUp, fact: Fact): Promise<boolean>;
  /** `false` when it was withdrawn already. */
  withdraw(activityId: string, signUp: SignUp, at: string, fact: Fact): Promise<boolean>;
}

export interface LeaveStore {
  find(activityId: string, personId: string): Promise<Leave | undefined>;
  list(activityId: string): Promise<Leave[]>;
  /** `false` when it is no longer in the state that was seen. */
  save(activityId: string, leave: Leave, former: Leave["state"] | undefined, fact: Fact): Promise<boolean>;
}
