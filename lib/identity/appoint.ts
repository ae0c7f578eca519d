import { isAllowed, type Principal } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { notFound } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { AccountId } from "./account.ts";
import { appointmentIdFrom } from "./appointment.ts";
import { type AppointmentView, appointmentViewOf } from "./appointment-view.ts";
import { changePosts, type PostDependencies } from "./change-posts.ts";
import { endOfTerm } from "./period.ts";
import type { KnownPerson, PersonDirectory } from "./person-directory.ts";
import type { Place, PlaceDirectory } from "./place-directory.ts";
import type { Beginning } from "./post-change.ts";
import { fieldError, refuseFromBelow, refuseOneself, refuseWrongPeriod, refuseWrongPost } from "./post-refusals.ts";
import type { appoint as route } from "./routes.ts";

export interface AppointDependencies extends PostDependencies {
  readonly places: PlaceDirectory;
  readonly people: PersonDirectory;
  readonly newId: NewId;
}

/** Appoints a person to a post of a committee. Units: 8 reads, 8 to 14 writes. */
export function appoint(dependencies: AppointDependencies) {
  const change = changePosts(dependencies);
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<AppointmentView> => {
    const { organizationId } = params;
    const place = await getPlace(dependencies.places, organizationId);
    refuseWrongPost(place, body.post, "committee");
    refuseFromBelow(context.principal, place, body.post);
    const { beginning, name } = await prepareBeginning(dependencies, place, body, context);
    const { begun } = await change({ organizationId, post: body.post, beginning }, context, {
      receipt: context.receipt,
      answerOf: (changed) => changed.begun && appointmentViewOf(changed.begun, name, true),
    });
    if (begun === undefined) throw notFound();
    return appointmentViewOf(begun, name, true);
  };
}

export async function getPlace(places: Pick<PlaceDirectory, "find">, organizationId: string): Promise<Place> {
  const place = await places.find(organizationId);
  if (place === undefined) throw notFound();
  return place;
}

interface Wanted {
  readonly personId: string;
  readonly from: string;
  readonly to?: string | null | undefined;
  readonly sourceDocument?: string | undefined;
}

/** Whom, from when until when; throws what is wrong with any of it. */
export async function prepareBeginning(
  { places, people, newId }: AppointDependencies,
  place: Place,
  { personId, from, to, sourceDocument }: Wanted,
  context: RequestContext,
): Promise<{ beginning: Beginning; name: string }> {
  const period = { from, to: to === undefined ? defaultEnd(place, from, chinaDay(context.at)) : to };
  refuseWrongPeriod(period);
  const person = await getCandidate({ places, people }, personId, context.principal);
  const accountId = accountOf(person);
  refuseOneself(context.principal, accountId);
  return {
    beginning: {
      appointmentId: appointmentIdFrom(from, newId()),
      holder: { accountId, personId, name: person.name },
      ...period,
      sourceDocument: sourceDocument ?? null,
    },
    name: person.name,
  };
}

/** A committee is elected for its term. One that is over says nothing about who goes on until the next is elected. */
function defaultEnd(place: Place, from: string, today: string): string | null {
  const end = endOfTerm(place);
  return end === null || end < from || end < today ? null : end;
}

/** Full members only stand for election (选举条例); and whoever appoints sees the person anyway. */
async function getCandidate(
  { places, people }: Pick<AppointDependencies, "places" | "people">,
  personId: string,
  principal: Principal,
): Promise<KnownPerson> {
  const person = await people.find(personId);
  const path = person && (await places.findPath(person.organizationId));
  if (person === undefined || path === undefined || !isAllowed(principal, "person.read", path)) {
    throw fieldError("body.personId", {
      zh: "没有这名人员，或不在您的管理范围内",
      en: "There is no such person, or not where you may see people",
    });
  }
  if (person.stage !== "full_member") {
    throw fieldError("body.personId", {
      zh: "只有正式党员可以任职",
      en: "Posts are held by full members only",
    });
  }
  return person;
}

function accountOf({ campusId }: KnownPerson): string {
  const account = AccountId.safeParse(campusId);
  if (account.success) return account.data;
  throw fieldError("body.personId", {
    zh: "此人没有学工号，请先在人员信息中补录",
    en: "The person has no campus number; enter it in the record first",
  });
}
