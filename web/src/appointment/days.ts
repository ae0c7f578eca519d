const dayMs = 24 * 60 * 60 * 1000;

/** Plain dates have no zone; UTC has no changes of the clock between them. */
const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

export function daysBetween(from: string, to: string): number {
  return Math.round((instantOf(to) - instantOf(from)) / dayMs);
}

/** The last day of a term, as the server takes it when none is given; null where there is no term or it is over. */
export function endOfTerm(
  { termStartedOn, termYears }: { termStartedOn: string | null; termYears: number | null },
  today: string,
): string | null {
  if (termStartedOn === null || termYears === null) return null;
  const end = new Date(instantOf(termStartedOn));
  end.setUTCFullYear(end.getUTCFullYear() + termYears);
  const last = dayOf(end.getTime() - dayMs);
  return last < today ? null : last;
}
