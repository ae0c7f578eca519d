import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, conflict, notFound, refused } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { ActivityPlanFields, JointOrganization, StoredActivity } from "./activity.ts";
import { checkFields, checkPeople, jointOf, refuseOverlap } from "./check-fields.ts";
import type { PeopleDirectory, Place } from "./directories.ts";
import { ActivityCancelled, ActivityChanged, ActivityPublished } from "./events.ts";
import { type ActivityAccess, findActivity, getForStep, viewOf } from "./find-activity.ts";
import { type DueBasis, kindOf } from "./kinds.ts";
import type {
  answerJointActivity as answerRoute,
  cancelActivity as cancelRoute,
  changeActivity as changeRoute,
  createActivity as createRoute,
  publishActivity as publishRoute,
} from "./routes.ts";
import { refuseMove } from "./states.ts";
import type { ActivityView } from "./views.ts";
import { nextVersion, saveStep, stepFact } from "./write-activity.ts";

export interface ArrangeDependencies extends ActivityAccess {
  readonly people: PeopleDirectory;
  readonly newId: NewId;
}

/** Units: 2 reads for the host, 2 for each person who is named; 4 writes and 2 for each place where it is listed. */
export function createActivity(dependencies: ArrangeDependencies) {
  return async ({ body }: RouteInput<typeof createRoute>, context: RequestContext): Promise<ActivityView> => {
    const { hostOrganizationId, jointOrganizationIds, ...fields } = body;
    const host = await getHost(dependencies, hostOrganizationId);
    const { due } = checkFields(fields, host, context.at, "body");
    await checkPeople(dependencies.people, fields, "body");
    const joint = await jointOf(
      dependencies.organizations,
      { host, wanted: jointOrganizationIds, former: [] },
      context,
    );
    const activityId = `act-${dependencies.newId()}`;
    const activity = draftOf({ activityId, host, fields, due, joint, planId: null }, context);
    const view = viewOf(activity, {
      hostName: host.name,
      may: {
        manage: true,
        record: isAllowed(context.principal, "activity.record", host.path),
        confirm: isAllowed(context.principal, "activity.confirm", host.path),
      },
      isRecordVisible: true,
    });
    await dependencies.store.insert(activity, { facts: [], receipt: context.receipt, answer: view });
    return view;
  };
}

async function getHost({ organizations }: ArrangeDependencies, organizationId: string): Promise<Place> {
  const host = await organizations.find(organizationId);
  if (host === undefined) throw notFound();
  if (host.status === "active") return host;
  throw refused("organization_dissolved", { zh: "该党组织已撤销。", en: "The organisation is dissolved." });
}

/** A new activity in its first state. */
export function draftOf(
  given: {
    activityId: string;
    host: Pick<Place, "organizationId">;
    fields: ActivityPlanFields;
    due: DueBasis;
    joint: JointOrganization[];
    planId: string | null;
  },
  { at, actor }: Pick<RequestContext, "at" | "actor">,
): StoredActivity {
  const { activityId, host, fields, due, joint, planId } = given;
  const now = at.toISOString();
  return {
    ...fields,
    agenda: fields.agenda.length > 0 ? fields.agenda : agendaOf(fields),
    activityId,
    hostOrganizationId: host.organizationId,
    joint,
    due,
    day: chinaDay(new Date(fields.startsAt)),
    state: "draft",
    planId,
    cancelReason: null,
    remark: null,
    heldAt: null,
    record: null,
    confirmedAt: null,
    confirmedBy: null,
    corrections: 0,
    version: 1,
    createdAt: now,
    createdBy: actor,
    updatedAt: now,
    roomSecret: null,
    snapshotId: null,
  };
}

/** The usual agenda of the kinds, for whoever brings none. */
function agendaOf({ kind, alsoKinds }: ActivityPlanFields): ActivityPlanFields["agenda"] {
  return [kind, ...alsoKinds].flatMap((one) => kindOf(one).agenda.map(({ zh }) => ({ title: zh, speaker: null })));
}

/** Changes a draft, or what is published already; then everybody hears of it. Units as for a new one. */
export function changeActivity(dependencies: ArrangeDependencies) {
  return async ({ params, body }: RouteInput<typeof changeRoute>, context: RequestContext): Promise<ActivityView> => {
    const { version, activity: fields } = body;
    const found = await getForStep(dependencies, params.activityId, context.principal, { right: "manage", version });
    const before = found.activity;
    refuseMove(before.state, "change");
    const host = await getHost(dependencies, before.hostOrganizationId);
    const { due } = checkFields(fields, host, context.at, "body.activity");
    await checkPeople(dependencies.people, fields, "body.activity");
    const wanted = body.jointOrganizationIds;
    const joint = await jointOf(dependencies.organizations, { host, wanted, former: before.joint }, context);
    const day = chinaDay(new Date(fields.startsAt));
    const after = nextVersion(before, { ...fields, due, joint, day }, context);
    if (before.state === "draft")
      return await saveStep(dependencies, found, after, { facts: [], receipt: context.receipt });
    refuseOtherYear(before.day, day);
    await refuseOverlap(dependencies.store, after);
    const facts = [stepFact(ActivityChanged, after, context)];
    return await saveStep(dependencies, found, after, { facts, receipt: context.receipt });
  };
}

/** The ledger is kept by year: what moves to another one is another activity. */
function refuseOtherYear(before: string, after: string): void {
  if (before.slice(0, 4) === after.slice(0, 4)) return;
  throw refused("another_year", {
    zh: "已发布的活动不能改到另一年度，请取消后重新安排。",
    en: "A published activity cannot move to another year; cancel it and plan a new one.",
  });
}

/** Units: 4 reads, 2 to 4 writes and 2 for each place where it is listed. */
export function publishActivity(dependencies: ActivityAccess) {
  return async ({ params, body }: RouteInput<typeof publishRoute>, context: RequestContext): Promise<ActivityView> => {
    const { version } = body;
    const found = await getForStep(dependencies, params.activityId, context.principal, { right: "manage", version });
    refuseMove(found.activity.state, "publish");
    if (found.activity.startsAt < context.at.toISOString() && found.activity.retrospectiveReason === null) {
      throw refused("activity_is_past", {
        zh: "活动时间已过，请修改时间，或填写补录原因。",
        en: "Its time is over; change the time, or say why it is entered afterwards.",
      });
    }
    const after = nextVersion(found.activity, { state: "published" }, context);
    await refuseOverlap(dependencies.store, after);
    const facts = [stepFact(ActivityPublished, after, context)];
    return await saveStep(dependencies, found, after, { facts, receipt: context.receipt });
  };
}

/** A draft goes silently, of a published one everybody hears. Units: 3 reads, 2 to 4 writes. */
export function cancelActivity(dependencies: ActivityAccess) {
  return async ({ params, body }: RouteInput<typeof cancelRoute>, context: RequestContext): Promise<ActivityView> => {
    const { version, reason } = body;
    const found = await getForStep(dependencies, params.activityId, context.principal, { right: "manage", version });
    refuseMove(found.activity.state, "cancel");
    const after = nextVersion(found.activity, { state: "cancelled", cancelReason: reason }, context);
    const facts = found.activity.state === "draft" ? [] : [stepFact(ActivityCancelled, after, context)];
    return await saveStep(dependencies, found, after, { facts, receipt: context.receipt });
  };
}

/** Somebody who arranges activities at the joint organisation answers for it. Units: 4 reads, 2 to 4 writes. */
export function answerJointActivity(dependencies: ActivityAccess) {
  return async ({ params, body }: RouteInput<typeof answerRoute>, context: RequestContext): Promise<ActivityView> => {
    const found = await findActivity(dependencies, params.activityId, context.principal);
    const before = found.activity;
    const path = await dependencies.organizations.findPath(body.organizationId);
    const isAsked = before.joint.some(({ organizationId }) => organizationId === body.organizationId);
    if (path === undefined || !isAsked) throw notFound();
    if (!isAllowed(context.principal, "activity.manage", path)) throw new AppError("forbidden");
    if (body.version !== before.version) throw conflict(before.version);
    refuseMove(before.state, "change");
    const joint = before.joint.map((one) =>
      one.organizationId === body.organizationId ? { ...one, state: body.answer } : one,
    );
    const after = nextVersion(before, { joint }, context);
    const facts = before.state === "draft" ? [] : [stepFact(ActivityChanged, after, context)];
    return await saveStep(dependencies, found, after, { facts, receipt: context.receipt });
  };
}
