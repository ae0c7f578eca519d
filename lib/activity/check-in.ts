import { AppError, notFound, refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { StoredActivity } from "./activity.ts";
import { attendanceStateOf } from "./attendance.ts";
import { attendanceFact, digestOf } from "./attendance-fact.ts";
import type {
  checkIn as checkInRoute,
  getRoomCode as codeRoute,
  recordAttendance as listRoute,
} from "./attendance-routes.ts";
import type { Decision, Marked } from "./attendance-store.ts";
import type { Attendee } from "./directories.ts";
import { type ActivityAccess, getForStep } from "./find-activity.ts";
import { type AttendanceSources, showAttendance } from "./list-attendance.ts";
import { isCodeOf, maximumTries, roomCode, stepAt, stepSeconds } from "./room-code.ts";
import { refuseMove } from "./states.ts";
import type { AttendanceList } from "./views.ts";

export type CheckInDependencies = ActivityAccess & AttendanceSources;

/** Those of the people who are not on the list yet, from the membership records. */
export async function findMissing(
  { people }: CheckInDependencies,
  personIds: readonly string[],
  known: ReadonlyMap<string, Marked>,
): Promise<Map<string, Marked | undefined>> {
  const missing = [...new Set(personIds)].filter((personId) => !known.has(personId));
  const found = await Promise.all(missing.map((personId) => people.find(personId)));
  return new Map<string, Marked | undefined>([
    ...known,
    ...missing.map((personId, index) => [personId, markedOf(found[index])] as const),
  ]);
}

export function markedOf(person: Attendee | undefined): Marked | undefined {
  if (person === undefined) return undefined;
  return { personId: person.personId, organizationId: person.organizationId, stage: person.stage };
}

export async function knownOf(dependencies: CheckInDependencies, activityId: string): Promise<Map<string, Marked>> {
  const listed = await dependencies.attendance.list(activityId);
  return new Map(listed.map(({ personId, organizationId, stage }) => [personId, { personId, organizationId, stage }]));
}

/** A recorder ticks a list. Units: those of the list, 1 write for each person, 1 for the fact. */
export function recordAttendance(dependencies: CheckInDependencies) {
  return async ({ params, body }: RouteInput<typeof listRoute>, context: RequestContext): Promise<AttendanceList> => {
    const { activityId } = params;
    const { activity } = await getForStep(dependencies, activityId, context.principal, { right: "record" });
    refuseMove(activity.state, "attend");
    const ids = body.marks.map(({ personId }) => personId);
    const people = await findMissing(dependencies, ids, await knownOf(dependencies, activityId));
    const at = context.at.toISOString();
    const decisions = body.marks.map(({ personId, state }, index): Decision => {
      const person = people.get(personId);
      if (person === undefined) throw noSuchPerson(index);
      return { ...person, decision: { state, at, by: context.actor } };
    });
    await dependencies.attendance.decide(activityId, decisions);
    const occasion = `list/${context.correlationId}`;
    const fact = attendanceFact(activity, { source: "list", people: decisions.length, occasion }, context);
    await dependencies.attendance.announce(activityId, digestOf([at, body.marks]), fact);
    return await showAttendance(dependencies, activity, context.at);
  };
}

function noSuchPerson(index: number): AppError {
  return new AppError("validation_failed", {
    errors: [{ field: `body.marks.${index}.personId`, reason: { zh: "没有这个人", en: "There is no such person" } }],
  });
}

/** What the host shows in the room. Units: 2 reads. */
export function getRoomCode(dependencies: ActivityAccess) {
  return async (
    { params }: RouteInput<typeof codeRoute>,
    { principal, at }: RequestContext,
  ): Promise<RouteOutput<typeof codeRoute>> => {
    const { activity } = await getForStep(dependencies, params.activityId, principal, { right: "record" });
    const secret = openSecretOf(activity);
    const step = stepAt(at);
    const validUntil = new Date((step + 1) * stepSeconds * 1000).toISOString();
    return { code: roomCode(secret, step), validUntil, stepSeconds };
  };
}

/** The code works while the activity is held; before and after there is none. */
function openSecretOf({ state, roomSecret }: StoredActivity): string {
  if (state === "held" && roomSecret !== null) return roomSecret;
  throw refused(`activity_is_${state}`, {
    zh: "活动不在签到中。",
    en: "The check-in of this activity is not open.",
  });
}

/**
 * Somebody in the room enters the code. Whoever has a right code is there, due or not: for the others it is a question
 * to the recorder. Units: 5 reads, 1 write.
 */
export function checkIn(dependencies: CheckInDependencies) {
  return async (
    { params, body }: RouteInput<typeof checkInRoute>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof checkInRoute>> => {
    const { activityId } = params;
    const [activity, person] = await Promise.all([
      dependencies.store.find(activityId),
      dependencies.people.findByCampusId(context.principal.accountId),
    ]);
    if (activity === undefined || activity.state === "draft" || person === undefined) throw notFound();
    const secret = openSecretOf(activity);
    await refuseWrongCode(dependencies, { activityId, personId: person.personId, secret, code: body.code }, context.at);
    const at = context.at.toISOString();
    const occasion = `code/${person.personId}`;
    const fact = attendanceFact(activity, { source: "code", people: 1, occasion }, context);
    const { organizationId, stage, personId } = person;
    await dependencies.attendance.markCode(activityId, { personId, organizationId, stage }, at, fact);
    const marked = await dependencies.attendance.find(activityId, personId);
    if (marked === undefined) throw new AppError("unavailable", { retryAfterSeconds: 1 });
    const state = attendanceStateOf(marked, { ...activity, isOver: false }, false);
    return { state, at: marked.code?.at ?? at };
  };
}

/** A million codes and a few guesses a minute: nobody finds one from outside the room. */
async function refuseWrongCode(
  { attendance }: CheckInDependencies,
  { activityId, personId, secret, code }: { activityId: string; personId: string; secret: string; code: string },
  at: Date,
): Promise<void> {
  const step = stepAt(at);
  if ((await attendance.countTries(activityId, personId, step)) >= maximumTries) {
    throw new AppError("too_many_requests", { retryAfterSeconds: stepSeconds });
  }
  if (isCodeOf(secret, code, at)) return;
  await attendance.addTry(activityId, personId, step);
  throw refused("wrong_code", {
    zh: "签到码不对或已更换，请看屏幕上现在的签到码。",
    en: "Not the code of now; look at the one on the screen.",
  });
}
