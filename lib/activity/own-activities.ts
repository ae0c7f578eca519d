import { chinaDay } from "../shared/clock.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { ActivityCard } from "./activity.ts";
import { attendanceStateOf } from "./attendance.ts";
import type { listOwnActivities as route } from "./attendance-routes.ts";
import type { AttendanceStore, LeaveStore, SignUpStore } from "./attendance-store.ts";
import { type Attendee, isMember } from "./directories.ts";
import { getOwnPerson, type OwnSources } from "./own-part.ts";
import { endOfDay, startOfDay } from "./read-activities.ts";
import { asksForSignUp, findOwnPlace } from "./take-place.ts";
import type { OwnActivity } from "./views.ts";

export type OwnDependencies = OwnSources & {
  readonly attendance: AttendanceStore;
  readonly leaves: LeaveStore;
  readonly signUps: SignUpStore;
};

const daysAhead = 62;
/** Of one organisation: nobody is called to more in two months. */
const mostOfOnePlace = 40;

/**
 * What lies ahead for the caller: activities of the own branch, of the organisations above it, and those that name the
 * caller. Units: 3 reads, half a unit per 4 KB of each place, and 3 reads for each activity.
 */
export function listOwnActivities(dependencies: OwnDependencies) {
  return async ({ query }: RouteInput<typeof route>, context: RequestContext): Promise<RouteOutput<typeof route>> => {
    const person = await getOwnPerson(dependencies, context);
    const today = chinaDay(context.at);
    const from = startOfDay(query.from ?? today);
    const to = endOfDay(query.to ?? chinaDay(new Date(context.at.getTime() + daysAhead * 86_400_000)));
    const path = (await dependencies.organizations.findPath(person.organizationId)) ?? "";
    const places = [...path.split("/").filter((id) => id !== ""), person.personId];
    const pages = await Promise.all(
      places.map((place) =>
        dependencies.store.list({ place, from, to, isDescending: false, limit: mostOfOnePlace, cursor: undefined }),
      ),
    );
    const named = new Set(pages.at(-1)?.items.map(({ activityId }) => activityId));
    const cards = new Map(pages.flatMap(({ items }) => items).map((card) => [card.activityId, card]));
    const shown = [...cards.values()]
      .filter(({ state }) => state !== "draft")
      .filter((card) => named.has(card.activityId) || card.due !== "named" || asksForSignUp(card))
      .sort((one, other) => one.startsAt.localeCompare(other.startsAt));
    return {
      items: await Promise.all(
        shown.map((card) => ownPart(dependencies, { card, person, isNamed: named.has(card.activityId) }, context.at)),
      ),
    };
  };
}

async function ownPart(
  { attendance, leaves, signUps, organizations, people }: OwnDependencies,
  { card, person, isNamed }: { card: ActivityCard; person: Attendee; isNamed: boolean },
  at: Date,
): Promise<OwnActivity> {
  const { activityId } = card;
  const [host, marked, leave, place] = await Promise.all([
    organizations.find(card.hostOrganizationId),
    attendance.find(activityId, person.personId),
    leaves.find(activityId, person.personId),
    asksForSignUp(card) ? findOwnPlace({ signUps }, card, person.personId, at) : null,
  ]);
  const isFixed = card.state !== "published" && card.state !== "cancelled";
  const isOver = isFixed && card.state !== "held";
  const isDue = isFixed
    ? marked !== undefined && marked.snapshotId !== null
    : await isCalled({ people }, { card, person, isNamed, isIn: place?.state === "in" }, at);
  const state =
    marked === undefined
      ? null
      : attendanceStateOf(
          marked,
          { startsAt: card.startsAt, snapshotId: marked.snapshotId, isOver },
          leave?.state === "granted",
        );
  return {
    ...card,
    hostName: host?.name ?? card.hostOrganizationId,
    own: { isDue, attendance: state, leave: leave?.state ?? null, place },
  };
}

/** As it looks before the list is fixed. */
async function isCalled(
  { people }: Pick<OwnDependencies, "people">,
  { card, person, isNamed, isIn }: { card: ActivityCard; person: Attendee; isNamed: boolean; isIn: boolean },
  at: Date,
): Promise<boolean> {
  switch (card.due) {
    case "members":
      return isMember(person);
    case "full_members":
      return person.stage === "full_member";
    case "committee":
      return (await people.findCommittee(card.hostOrganizationId, at)).has(person.personId);
    case "named":
      return isNamed;
    case "signed_up":
      return isIn;
  }
}
