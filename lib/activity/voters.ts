import type { AttendanceState } from "./attendance.ts";
import type { VoteKind } from "./record.ts";

interface Present {
  readonly isDue: boolean;
  readonly state: AttendanceState;
  readonly stage: string | null;
}

/** Voters: full members at a members' meeting; at a committee whoever sits on it. Guests and others never count. */
export function votersOf(people: readonly Present[], kind: VoteKind): { due: number; present: number } {
  const voters = people.filter(
    ({ isDue, state, stage }) => isDue && state !== "void" && (kind === "committee" || stage === "full_member"),
  );
  return { due: voters.length, present: voters.filter(({ state }) => state === "present" || state === "late").length };
}
