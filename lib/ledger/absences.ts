/** What somebody's record says about one activity, as far as it tells whether the person takes part. */
export interface Participation {
  readonly activityId: string;
  readonly version: number;
  readonly day: string;
  /** Attended, or excused: a granted leave is a proper reason. */
  readonly isPart: boolean;
  /** Due at organisational life, and absent without leave. */
  readonly isMissed: boolean;
}

/** From the last time that somebody took part (or the first time missed, where none is known) until the next time. */
interface Absence {
  readonly since: string;
  readonly endedOn: string | null;
}

const attended: ReadonlySet<string> = new Set(["present", "late", "guest"]);

interface RecordedPart {
  readonly activityId: string;
  readonly version: number;
  readonly day: string;
  readonly isDue: boolean;
  readonly attendance: string;
  readonly isOrganizationalLife: boolean;
}

export function participationOf(entry: RecordedPart): Participation {
  const { activityId, version, day, isDue, attendance, isOrganizationalLife } = entry;
  return {
    activityId,
    version,
    day,
    isPart: attended.has(attendance) || attendance === "leave",
    isMissed: isOrganizationalLife && isDue && attendance === "absent",
  };
}

/**
 * Every stretch in which somebody missed what was held without taking part once, from all that is known: the same record
 * gives the same stretches, in whatever order its activities were confirmed or corrected. Where nothing was held, nobody
 * missed anything. `from`: nothing earlier counts, as before somebody became a member.
 */
export function absencesOf(known: readonly Participation[], from: string | null = null): Absence[] {
  const newest = new Map<string, Participation>();
  for (const one of known)
    if ((newest.get(one.activityId)?.version ?? 0) <= one.version) newest.set(one.activityId, one);
  const absences: Absence[] = [];
  let last: string | null = null;
  let open: string | null = null;
  // On a day with both, whoever took part took part.
  const inOrder = [...newest.values()].sort(
    (one, other) => one.day.localeCompare(other.day) || Number(one.isMissed) - Number(other.isMissed),
  );
  for (const { day, isPart, isMissed } of inOrder) {
    if (isPart) {
      if (open !== null) absences.push({ since: open, endedOn: day });
      [last, open] = [day, null];
    } else if (isMissed && day !== last) open ??= later(last ?? day, from);
  }
  return open === null ? absences : [...absences, { since: open, endedOn: null }];
}

const later = (day: string, from: string | null): string => (from !== null && from > day ? from : day);
