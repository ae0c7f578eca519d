import { type ActivityCard, ActivityCard as Card, type StoredActivity } from "./activity.ts";

/** The keys of the table, see `table.ts`. */
export const keys = {
  activity: (activityId: string) => ({ pk: `ACTIVITY#${activityId}`, sk: "ACTIVITY" }),
  listed: (activityId: string, place: string) => ({ pk: `ACTIVITY#${activityId}`, sk: `LISTED#${place}` }),
  version: (activityId: string, version: number) => ({
    pk: `ACTIVITY#${activityId}`,
    sk: `${versionPrefix}${String(version).padStart(6, "0")}`,
  }),
  attachment: (activityId: string, attachmentId: string) => ({
    pk: `ACTIVITY#${activityId}`,
    sk: `${attachmentPrefix}${attachmentId}`,
  }),
  feed: (hash: string) => ({ pk: `FEED#${hash}`, sk: "FEED" }),
  ownFeed: (accountId: string, feedId: string) => ({ pk: `FEEDS#${accountId}`, sk: feedId }),
  doorKeys: (activityId: string) => ({ pk: `ACTIVITY#${activityId}`, sk: "DOOR_KEYS" }),
  attendance: (activityId: string, personId: string) => ({ pk: `ATTENDANCE#${activityId}`, sk: personId }),
  batch: (activityId: string, batchId: string) => ({ pk: `ATTENDANCE#${activityId}`, sk: `BATCH#${batchId}` }),
  tries: (activityId: string, personId: string) => ({ pk: `TRIES#${activityId}`, sk: personId }),
  leave: (activityId: string, personId: string) => ({ pk: `LEAVE#${activityId}`, sk: personId }),
  sequence: (activityId: string) => ({ pk: `SEQUENCE#${activityId}`, sk: "SEQUENCE" }),
  signUp: (activityId: string, personId: string) => ({ pk: `SIGNUPS#${activityId}`, sk: personId }),
  plan: (planId: string) => ({ pk: plansPartition, sk: planId }),
};
export const attachmentPrefix = "FILE#";
export const versionPrefix = "VERSION#";
export const plansPartition = "PLANS";
export const personPrefix = "per-";

/** Where else than at the host an activity is listed: at joint organisations, and for the people who are named. */
export function otherPlacesOf({ joint, namedPersonIds }: StoredActivity): string[] {
  const organizations = joint.filter(({ state }) => state !== "declined").map(({ organizationId }) => organizationId);
  return [...organizations, ...namedPersonIds];
}

export function cardOf(activity: StoredActivity): ActivityCard {
  return Card.parse(activity);
}

export function itemOf(activity: StoredActivity): Record<string, unknown> {
  return {
    ...keys.activity(activity.activityId),
    ...activity,
    listedAt: activity.hostOrganizationId,
    card: cardOf(activity),
  };
}

export function listedItemOf(activity: StoredActivity, place: string): Record<string, unknown> {
  return {
    ...keys.listed(activity.activityId, place),
    listedAt: place,
    startsAt: activity.startsAt,
    card: cardOf(activity),
  };
}
