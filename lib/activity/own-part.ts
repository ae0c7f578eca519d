import { isWithin } from "../shared/access.ts";
import { notFound, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import { organizationsOf, type StoredActivity } from "./activity.ts";
import type { ActivityStore } from "./activity-store.ts";
import type { Attendee, OrganizationDirectory, PeopleDirectory } from "./directories.ts";

export interface OwnSources {
  readonly store: ActivityStore;
  readonly people: PeopleDirectory;
  readonly organizations: OrganizationDirectory;
}

/** The person who is signed in; whoever has no record takes no part. Units: 2 reads. */
export async function getOwnPerson({ people }: OwnSources, { principal }: RequestContext): Promise<Attendee> {
  const person = await people.findByCampusId(principal.accountId);
  if (person === undefined) throw notFound();
  return person;
}

/**
 * An activity to which the caller is called: by the own branch, by an organisation above it, or by name. For others there
 * is none. Units: 4 reads.
 */
export async function getOwnActivity(
  sources: OwnSources,
  activityId: string,
  context: RequestContext,
): Promise<{ activity: StoredActivity; person: Attendee }> {
  const [activity, person] = await Promise.all([sources.store.find(activityId), getOwnPerson(sources, context)]);
  if (activity === undefined || activity.state === "draft") throw notFound();
  const path = (await sources.organizations.findPath(person.organizationId)) ?? "";
  const isCalled =
    activity.namedPersonIds.includes(person.personId) || organizationsOf(activity).some((id) => isWithin(path, id));
  if (!isCalled) throw notFound();
  return { activity, person };
}

/** Refuses what only makes sense before an activity is over. */
export function refuseUnless(activity: StoredActivity, states: readonly StoredActivity["state"][]): void {
  if (states.includes(activity.state)) return;
  throw refused(`activity_is_${activity.state}`, {
    zh: activity.state === "cancelled" ? "活动已取消。" : "活动现在的状态下不能这样做。",
    en: activity.state === "cancelled" ? "The activity is cancelled." : "That cannot be done in its present state.",
  });
}
