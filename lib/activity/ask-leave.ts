import { isHeldAt, type Principal } from "../shared/access.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { StoredActivity } from "./activity.ts";
import type {
  decideLeave as decideRoute,
  listLeaves as listRoute,
  requestLeave as requestRoute,
} from "./attendance-routes.ts";
import type { LeaveStore } from "./attendance-store.ts";
import type { PeopleDirectory } from "./directories.ts";
import { LeaveDecided, LeaveRequested } from "./events.ts";
import { type ActivityAccess, findActivity, getForStep } from "./find-activity.ts";
import type { Leave } from "./leave.ts";
import { namesOf } from "./list-attendance.ts";
import { getOwnActivity, type OwnSources, refuseUnless } from "./own-part.ts";
import type { LeaveView } from "./views.ts";

/** Asks for leave, with a reason for the head. Asked again, the reason is replaced until it is decided. Units: 5 reads, 1 write. */
export function requestLeave(dependencies: OwnSources & { readonly leaves: LeaveStore }) {
  return async ({ params, body }: RouteInput<typeof requestRoute>, context: RequestContext): Promise<LeaveView> => {
    const { activity, person } = await getOwnActivity(dependencies, params.activityId, context);
    refuseUnless(activity, ["published", "held"]);
    const { personId, organizationId, name } = person;
    const former = await dependencies.leaves.find(activity.activityId, personId);
    if (former?.state === "granted") {
      throw refused("leave_granted", { zh: "请假已获批准。", en: "The leave is granted already." });
    }
    const leave: Leave = {
      personId,
      organizationId,
      reason: body.reason,
      state: "requested",
      requestedAt: context.at.toISOString(),
      decidedAt: null,
      decidedBy: null,
    };
    const fact = buildFact(LeaveRequested, context, {
      ...aboutOf(activity),
      occasion: `${personId}/${context.correlationId}`,
      data: { personId },
    });
    if (!(await dependencies.leaves.save(activity.activityId, leave, former?.state, fact))) throw decidedMeanwhile();
    return { ...leave, name };
  };
}

export type LeaveDependencies = ActivityAccess & { readonly people: PeopleDirectory; readonly leaves: LeaveStore };

/** Who asked for leave; why is told to the head only. Units: 2 reads and 1 for some 10 requests. */
export function listLeaves(dependencies: LeaveDependencies) {
  return async (
    { params }: RouteInput<typeof listRoute>,
    { principal }: RequestContext,
  ): Promise<RouteOutput<typeof listRoute>> => {
    const { activity } = await getForStep(dependencies, params.activityId, principal, { right: "record" });
    const leaves = await dependencies.leaves.list(activity.activityId);
    const names = await namesOf(dependencies.people, leaves);
    return {
      items: leaves.map((leave) =>
        viewOf(leave, names.get(leave.personId), isHead(principal, activity, leave.organizationId)),
      ),
    };
  };
}

function viewOf({ reason, ...leave }: Leave, name: string | undefined, isForHead: boolean): LeaveView {
  return { ...leave, name: name ?? leave.personId, ...(isForHead && { reason }) };
}

/** The head of the very organisation: that of the host, or that of the person's own branch. Not whoever stands above. */
function isHead(principal: Principal, activity: StoredActivity, organizationId: string): boolean {
  return [activity.hostOrganizationId, organizationId].some((place) => isHeldAt(principal, "activity.confirm", place));
}

/** Units: 4 reads, 1 write. */
export function decideLeave(dependencies: LeaveDependencies) {
  return async ({ params, body }: RouteInput<typeof decideRoute>, context: RequestContext): Promise<LeaveView> => {
    const { activity } = await findActivity(dependencies, params.activityId, context.principal);
    const former = await dependencies.leaves.find(activity.activityId, params.personId);
    if (former === undefined) throw notFound();
    if (!isHead(context.principal, activity, former.organizationId)) throw new AppError("forbidden");
    refuseUnless(activity, ["published", "held", "recorded"]);
    const leave: Leave = {
      ...former,
      state: body.decision,
      decidedAt: context.at.toISOString(),
      decidedBy: context.actor,
    };
    const fact = buildFact(LeaveDecided, context, {
      ...aboutOf(activity),
      occasion: `${leave.personId}/${context.correlationId}`,
      data: { personId: leave.personId, decision: body.decision },
    });
    if (!(await dependencies.leaves.save(activity.activityId, leave, former.state, fact))) throw decidedMeanwhile();
    const person = await dependencies.people.find(leave.personId);
    return viewOf(leave, person?.name, true);
  };
}

function aboutOf({ activityId, hostOrganizationId }: StoredActivity) {
  return { subject: { kind: "activity", id: activityId }, organizationId: hostOrganizationId };
}

function decidedMeanwhile(): AppError {
  return refused("leave_changed", {
    zh: "这条请假刚刚有了变化，请刷新。",
    en: "The request changed just now; reload.",
  });
}
