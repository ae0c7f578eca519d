import { refused } from "../shared/errors.ts";
import { sideBySide } from "../shared/side-by-side.ts";
import { maximumPlaces, organizationsOf, type StoredActivity } from "./activity.ts";
import type { SignUpStore } from "./attendance-store.ts";
import { type Attendee, isMember, type OrganizationDirectory, type PeopleDirectory } from "./directories.ts";
import type { DueBasis } from "./kinds.ts";
import { placesOf } from "./sign-up.ts";

export interface DueSources {
  readonly people: PeopleDirectory;
  readonly organizations: OrganizationDirectory;
  readonly signUps: Pick<SignUpStore, "list">;
}

/** One list that a recorder can still tick; for more people it is by signing up that they come, as far as there are places. */
export const maximumDue = 1_000;

/**
 * Who is due if the activity were held now, from the membership of this moment. Units: 1 read for some 30 people of each
 * branch that takes part; for a committee also the tree below it.
 */
export async function findDue(sources: DueSources, activity: StoredActivity, at: Date): Promise<Attendee[]> {
  if (activity.due === "signed_up") return await findSignedUp(sources, activity, at);
  if (activity.due === "named") return await findEach(sources.people, new Set(activity.namedPersonIds));
  const due = await duePlaces(sources, activity, at);
  const all = new Map(due.map((person) => [person.personId, person]));
  if (all.size <= maximumDue) return [...all.values()];
  throw refused("too_many_due", {
    zh: `应到人员超过${maximumDue}人，请改为报名参加。`,
    en: `More than ${maximumDue} people would be due; let them sign up instead.`,
  });
}

async function duePlaces(sources: DueSources, activity: StoredActivity, at: Date): Promise<Attendee[]> {
  const lists = await Promise.all(
    organizationsOf(activity).map((organizationId) => dueAt(sources, organizationId, activity.due, at)),
  );
  return lists.flat();
}

async function dueAt(
  { people, organizations }: DueSources,
  organizationId: string,
  due: DueBasis,
  at: Date,
): Promise<readonly Attendee[]> {
  if (due === "committee") return await findEach(people, await people.findCommittee(organizationId, at));
  const place = await organizations.find(organizationId);
  if (place === undefined) return [];
  const places = [place, ...(await organizations.listDescendants(place))];
  const branches = places.filter(({ status, kind }) => status === "active" && kind !== "party_group");
  const lists = await Promise.all(branches.map((branch) => people.listPeople(branch.organizationId)));
  const members = lists.flat().filter(isMember);
  return due === "full_members" ? members.filter(({ stage }) => stage === "full_member") : members;
}

async function findSignedUp({ people, signUps }: DueSources, activity: StoredActivity, at: Date): Promise<Attendee[]> {
  const placed = placesOf(await signUps.list(activity.activityId), activity.capacity ?? maximumPlaces, at);
  const ids = placed.filter(({ place }) => place.state === "in").map(({ signUp }) => signUp.personId);
  return await findEach(people, new Set(ids));
}

async function findEach(people: PeopleDirectory, personIds: ReadonlySet<string>): Promise<Attendee[]> {
  const found = await sideBySide([...personIds], (personId) => people.find(personId));
  return found.filter((person) => person !== undefined);
}
