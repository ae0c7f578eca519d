import type { PolicySource } from "../rules/policy.ts";
import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { notFound } from "../shared/errors.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { type ActivityAccess, findActivity, getForStep, viewOf } from "./find-activity.ts";
import { explainRule } from "./judge-record.ts";
import { activityKindNames, kindOf } from "./kinds.ts";
import type {
  getActivity as getRoute,
  listActivityKinds as kindsRoute,
  listActivities as listRoute,
  listActivityVersions as versionsRoute,
} from "./routes.ts";
import type { ActivityCardView, ActivityView } from "./views.ts";

/** The first and the last moment of a day in China, as the table orders times. */
export function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString();
}
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59.999+08:00`).toISOString();
}

/** Units: half a unit for the place and per 4 KB, some 10 activities; half a unit for each other host. */
export function listActivities({ store, organizations }: ActivityAccess) {
  return async (
    { query }: RouteInput<typeof listRoute>,
    { principal }: RequestContext,
  ): Promise<Page<ActivityCardView>> => {
    const { organizationId, from, to, order, limit, cursor } = query;
    const place = await organizations.find(organizationId);
    if (place === undefined) throw notFound();
    const { items, nextCursor } = await store.list({
      place: organizationId,
      from: from && startOfDay(from),
      to: to && endOfDay(to),
      isDescending: order === "descending",
      limit,
      cursor,
    });
    const seesDrafts = isAllowed(principal, "activity.record", place.path);
    const visible = items.filter(({ state }) => state !== "draft" || seesDrafts);
    const hosts = [...new Set(visible.map(({ hostOrganizationId }) => hostOrganizationId))];
    const found = await Promise.all(hosts.map((host) => organizations.find(host)));
    const names = new Map(found.flatMap((host) => (host === undefined ? [] : [[host.organizationId, host.name]])));
    return {
      items: visible.map((card) => ({ ...card, hostName: names.get(card.hostOrganizationId) ?? "" })),
      nextCursor,
    };
  };
}

/** Units: 2 reads. */
export function getActivity(access: ActivityAccess) {
  return async ({ params }: RouteInput<typeof getRoute>, { principal }: RequestContext): Promise<ActivityView> => {
    const { activity, sight } = await findActivity(access, params.activityId, principal);
    return viewOf(activity, sight);
  };
}

/** Units: 2 reads and half a unit per 4 KB of former records. */
export function listActivityVersions(access: ActivityAccess) {
  return async (
    { params }: RouteInput<typeof versionsRoute>,
    { principal }: RequestContext,
  ): Promise<RouteOutput<typeof versionsRoute>> => {
    await getForStep(access, params.activityId, principal, { right: "record" });
    return { items: await access.store.listVersions(params.activityId) };
  };
}

/** The kinds with the rules that are in force today, as they stand here. Units: half a unit. */
export function listActivityKinds({ findPolicy }: PolicySource) {
  return async (_input: unknown, { at }: RequestContext): Promise<RouteOutput<typeof kindsRoute>> => {
    const basis = { on: chinaDay(at), policy: await findPolicy() };
    return {
      items: activityKindNames.map((kind) => {
        const { zh, en, due, agenda, heldBy, combinesWith, studyHours, rule, quorumRule } = kindOf(kind);
        return {
          kind,
          name: { zh, en },
          due: [...due],
          agenda: [...agenda],
          heldBy: [...heldBy],
          combinesWith: [...combinesWith],
          studyHours,
          rule: explainRule(rule, basis),
          quorum: explainRule(quorumRule, basis),
        };
      }),
    };
  };
}
