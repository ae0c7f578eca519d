const dayMilliseconds = 86_400_000;

/** The ISO week of a day in China, "2026-W47": tokens and keys belong to it. */
export function epochOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * dayMilliseconds);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMilliseconds / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

export function addedDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The last day on which tokens of the week are taken: a week longer, for messages that are sent later. */
export function acceptUntil(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return addedDays(day, 7 - weekday + 7);
}

/** Epoch seconds after which nothing of the week is kept; the same for every item of the week. */
export function forgottenAt(day: string): number {
  return Date.parse(`${addedDays(acceptUntil(day), 30)}T00:00:00Z`) / 1000;
}
