import type { StoredActivity } from "./activity.ts";
import { kindOf } from "./kinds.ts";

/** Minutes of an activity that count as study for whoever was there; the organiser's own number comes first. */
export function studyMinutesOf({ kind, alsoKinds, startsAt, endsAt, studyMinutes }: StoredActivity): number {
  const ways = [kind, ...alsoKinds].map((one) => kindOf(one).studyHours);
  if (ways.every((way) => way === "none")) return 0;
  if (studyMinutes !== null) return studyMinutes;
  const minutes = Math.round((new Date(endsAt).getTime() - new Date(startsAt).getTime()) / 60_000);
  return ways.includes("duration") ? minutes : 0;
}
