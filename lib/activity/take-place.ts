import { AppError, refused } from "../shared/errors.ts";
import { buildFact, type Fact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { maximumPlaces, type StoredActivity } from "./activity.ts";
import type {
  listSignUps as listRoute,
  signUp as signUpRoute,
  withdrawSignUp as withdrawRoute,
} from "./attendance-routes.ts";
import type { SignUpStore } from "./attendance-store.ts";
import type { PeopleDirectory } from "./directories.ts";
import { SignUpChanged } from "./events.ts";
import { type ActivityAccess, getForStep } from "./find-activity.ts";
import { namesOf } from "./list-attendance.ts";
import { getOwnActivity, type OwnSources, refuseUnless } from "./own-part.ts";
import { movedUpBy, type Place, type PlacedSignUp, placeAt, placesOf, type SignUp } from "./sign-up.ts";

export type PlaceDependencies = OwnSources & { readonly signUps: SignUpStore };

/**
 * Takes the next number and stands in line with it; who has a place follows from the order, see `placesOf`. Nothing is read
 * of the others, so that a crowd does not read itself to a standstill. Units: 5 reads for person and activity, 1 write for
 * the number and 1 for the sign-up.
 */
export function signUp(dependencies: PlaceDependencies) {
  return async (
    { params }: RouteInput<typeof signUpRoute>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof signUpRoute>> => {
    const { activityId } = params;
    const { activity, person } = await getOwnActivity(dependencies, activityId, context);
    refuseClosed(activity, context.at);
    const { personId, organizationId, stage } = person;
    const standing = await findOwnPlace(dependencies, activity, personId, context.at);
    if (standing !== null) return { place: standing };
    const { sequence, released } = await dependencies.signUps.takeNumber(activityId);
    const signedUpAt = context.at.toISOString();
    const own: SignUp = { personId, organizationId, stage, sequence, signedUpAt, withdrawnAt: null };
    const fact = signUpFact(activity, own, { step: "signed_up", movedUpPersonId: null }, context);
    if (await dependencies.signUps.insert(activityId, own, fact)) {
      return { place: placeAt(sequence - released, activity.capacity ?? maximumPlaces) };
    }
    // Pressed twice at the same moment: the first number stands, this one counts for nobody.
    await dependencies.signUps.releaseNumber(activityId);
    const first = await findOwnPlace(dependencies, activity, personId, context.at);
    if (first === null) throw new AppError("unavailable", { retryAfterSeconds: 1 });
    return { place: first };
  };
}

/** The place of one person; the others are looked at only when the number alone does not tell. Units: 1 read mostly. */
export async function findOwnPlace(
  { signUps }: { readonly signUps: Pick<SignUpStore, "find" | "list"> },
  activity: Pick<StoredActivity, "activityId" | "capacity">,
  personId: string,
  at: Date,
): Promise<Place | null> {
  const own = await signUps.find(activity.activityId, personId);
  if (own === undefined || own.withdrawnAt !== null) return null;
  const byNumber = placeAt(own.sequence, activity.capacity ?? maximumPlaces);
  if (byNumber.state === "in") return byNumber;
  const placed = await readPlaces({ signUps }, activity, at);
  return placed.find(({ signUp }) => signUp.personId === personId)?.place ?? byNumber;
}

/** Gives the place up; the first who waits moves up by that. Units: 6 reads and those of the list, 2 writes. */
export function withdrawSignUp(dependencies: PlaceDependencies) {
  return async (
    { params }: RouteInput<typeof withdrawRoute>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof withdrawRoute>> => {
    const { activityId } = params;
    const { activity, person } = await getOwnActivity(dependencies, activityId, context);
    refuseUnless(activity, ["published"]);
    const placed = await readPlaces(dependencies, activity, context.at);
    const own = placed.find(({ signUp }) => signUp.personId === person.personId)?.signUp;
    if (own === undefined) return { place: null };
    const movedUpPersonId = movedUpBy(person.personId, placed);
    const fact = signUpFact(activity, own, { step: "withdrawn", movedUpPersonId }, context);
    const isDone = await dependencies.signUps.withdraw(activityId, own, context.at.toISOString(), fact);
    if (isDone) await dependencies.signUps.releaseNumber(activityId);
    return { place: null };
  };
}

/** Who is in and who waits, in order. Units: 2 reads and 1 for some 25 sign-ups. */
export function listSignUps(
  dependencies: ActivityAccess & { readonly people: PeopleDirectory; readonly signUps: SignUpStore },
) {
  return async (
    { params }: RouteInput<typeof listRoute>,
    { principal, at }: RequestContext,
  ): Promise<RouteOutput<typeof listRoute>> => {
    const { activity } = await getForStep(dependencies, params.activityId, principal, { right: "record" });
    const placed = await readPlaces(dependencies, activity, at);
    const names = await namesOf(
      dependencies.people,
      placed.map(({ signUp }) => signUp),
    );
    return {
      items: placed.map(({ signUp: { personId, organizationId, signedUpAt }, place }) => {
        return { personId, organizationId, signedUpAt, name: names.get(personId) ?? personId, place };
      }),
    };
  };
}

export async function readPlaces(
  { signUps }: { readonly signUps: Pick<SignUpStore, "list"> },
  { activityId, capacity }: Pick<StoredActivity, "activityId" | "capacity">,
  at: Date,
): Promise<PlacedSignUp[]> {
  return placesOf(await signUps.list(activityId), capacity ?? maximumPlaces, at);
}

export function asksForSignUp({ capacity, due }: Pick<StoredActivity, "capacity" | "due">): boolean {
  return capacity !== null || due === "signed_up";
}

function refuseClosed(activity: StoredActivity, at: Date): void {
  refuseUnless(activity, ["published"]);
  if (!asksForSignUp(activity)) {
    throw refused("no_sign_up", { zh: "这项活动不需要报名。", en: "Nobody needs to sign up for this activity." });
  }
  if (at.toISOString() > (activity.signUpClosesAt ?? activity.startsAt)) {
    throw refused("sign_up_closed", { zh: "报名已截止。", en: "The sign-up is closed." });
  }
}

function signUpFact(
  activity: StoredActivity,
  { personId, sequence }: SignUp,
  data: { step: "signed_up" | "withdrawn"; movedUpPersonId: string | null },
  context: RequestContext,
): Fact {
  return buildFact(SignUpChanged, context, {
    subject: { kind: "activity", id: activity.activityId },
    occasion: `${personId}/${sequence}/${data.step}`,
    organizationId: activity.hostOrganizationId,
    data: { personId, ...data },
  });
}
