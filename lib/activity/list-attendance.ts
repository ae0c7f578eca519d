import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { StoredActivity } from "./activity.ts";
import { type Attendance, attendanceStateOf, countAttendance } from "./attendance.ts";
import type { listAttendance as route } from "./attendance-routes.ts";
import type { AttendanceStore, LeaveStore } from "./attendance-store.ts";
import type { PeopleDirectory } from "./directories.ts";
import { type DueSources, findDue } from "./due-people.ts";
import { type ActivityAccess, getForStep } from "./find-activity.ts";
import type { Leave } from "./leave.ts";
import { mayMove } from "./states.ts";
import type { AttendanceList, AttendanceView } from "./views.ts";

export interface AttendanceSources extends DueSources {
  readonly attendance: AttendanceStore;
  readonly leaves: Pick<LeaveStore, "list">;
}

/** Somebody at an activity, as counted. */
export interface Attended extends Attendance {
  readonly isDue: boolean;
  readonly state: AttendanceView["state"];
  readonly leave: Leave["state"] | null;
}

/** Units: 1 read for some 20 people, and as much for the requests for leave. */
export async function readAttendance(
  { attendance, leaves }: Pick<AttendanceSources, "attendance" | "leaves">,
  activity: StoredActivity,
): Promise<Attended[]> {
  const [people, requests] = await Promise.all([
    attendance.list(activity.activityId),
    leaves.list(activity.activityId),
  ]);
  const leaveOf = new Map(requests.map(({ personId, state }) => [personId, state]));
  const isOver = activity.state !== "published" && !mayMove(activity.state, "hold") && activity.state !== "held";
  return people
    .filter(({ snapshotId, scan, code, decision }) => isDueBy(activity, snapshotId) || scan || code || decision)
    .map((person) => {
      const leave = leaveOf.get(person.personId) ?? null;
      const state = attendanceStateOf(person, { ...activity, isOver }, leave === "granted");
      return { ...person, isDue: isDueBy(activity, person.snapshotId), state, leave };
    });
}

function isDueBy({ snapshotId }: StoredActivity, own: string | null): boolean {
  return snapshotId !== null && own === snapshotId;
}

/** Who is due and who came. Before it is held: who would be due by the membership of now. */
export function listAttendance(dependencies: AttendanceSources & ActivityAccess) {
  return async ({ params }: RouteInput<typeof route>, { principal, at }: RequestContext): Promise<AttendanceList> => {
    const { activity } = await getForStep(dependencies, params.activityId, principal, { right: "record" });
    return await showAttendance(dependencies, activity, at);
  };
}

export async function showAttendance(
  dependencies: AttendanceSources,
  activity: StoredActivity,
  at: Date,
): Promise<AttendanceList> {
  const isFixed = activity.snapshotId !== null;
  const people = isFixed ? await readAttendance(dependencies, activity) : await foreseen(dependencies, activity, at);
  const names = await namesOf(dependencies.people, people);
  const items = people
    .map(({ snapshotId: _, ...person }) => ({ ...person, name: names.get(person.personId) ?? person.personId }))
    .sort((one, other) => Number(other.isDue) - Number(one.isDue) || one.name.localeCompare(other.name, "zh"));
  return { isFixed, counts: countAttendance(people), items };
}

async function foreseen(dependencies: AttendanceSources, activity: StoredActivity, at: Date): Promise<Attended[]> {
  const [due, requests] = await Promise.all([
    findDue(dependencies, activity, at),
    dependencies.leaves.list(activity.activityId),
  ]);
  const leaveOf = new Map(requests.map(({ personId, state }) => [personId, state]));
  return due.map(({ personId, organizationId, stage }) => {
    const leave = leaveOf.get(personId) ?? null;
    const state = leave === "granted" ? "leave" : "due";
    const nothing = { snapshotId: null, scan: null, code: null, decision: null };
    return { personId, organizationId, stage, ...nothing, isDue: true, state, leave };
  });
}

/** Names are read where they are kept: branch by branch, and one by one for whoever has left. */
export async function namesOf(
  people: PeopleDirectory,
  wanted: readonly { readonly personId: string; readonly organizationId: string | null }[],
): Promise<Map<string, string>> {
  const branches = [...new Set(wanted.flatMap(({ organizationId }) => organizationId ?? []))];
  const lists = await Promise.all(branches.map((branch) => people.listPeople(branch)));
  const names = new Map(lists.flat().map(({ personId, name }) => [personId, name]));
  const missing = wanted.filter(({ personId }) => !names.has(personId));
  for (const person of await Promise.all(missing.map(({ personId }) => people.find(personId)))) {
    if (person !== undefined) names.set(person.personId, person.name);
  }
  return names;
}
