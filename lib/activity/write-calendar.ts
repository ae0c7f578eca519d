import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { StoredActivity } from "./activity.ts";
import { kindOf } from "./kinds.ts";

/** How often programs should look again. */
const refreshSeconds = 3_600;

/** An activity as calendars take it: a change has a higher sequence, a cancellation stays as one. */
export type CalendarActivity = Pick<
  StoredActivity,
  "activityId" | "kind" | "title" | "startsAt" | "endsAt" | "place" | "onlineLink" | "state"
> & { readonly hostName: string; readonly sequence: number; readonly changedAt: string };

/**
 * RFC 5545 text. Times are UTC, which every program turns into its own zone. Nobody's name and no minutes are in it: the
 * address travels to servers of others.
 */
export function writeCalendar(name: string, activities: readonly CalendarActivity[]): string {
  const calendar = new ICalCalendar({
    name,
    prodId: { company: "dangjian-cloud", product: "activities", language: "ZH" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const { activityId, kind, title, startsAt, endsAt, place, onlineLink, hostName, ...activity } of activities) {
    const isCancelled = activity.state === "cancelled";
    calendar.createEvent({
      id: `${activityId}@dangjian-cloud`,
      sequence: activity.sequence,
      stamp: new Date(activity.changedAt),
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: isCancelled ? `【已取消】${title}` : title,
      description: `${kindOf(kind).zh}，${hostName}`,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(place !== null && { location: place }),
      ...(onlineLink !== null && { url: onlineLink }),
    });
  }
  return calendar.toString();
}
