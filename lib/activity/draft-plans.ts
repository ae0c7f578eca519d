import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, conflict, notFound } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { ActivityPlanFields } from "./activity.ts";
import type { ActivityStore, PlanStore } from "./activity-store.ts";
import { draftOf } from "./arrange-activity.ts";
import { checkFields } from "./check-fields.ts";
import type { OrganizationDirectory, Place } from "./directories.ts";
import { type ActivityPlan, dayOfPlan, draftIdOf, monthsToDraft } from "./plan.ts";
import type {
  createActivityPlan as createRoute,
  endActivityPlan as endRoute,
  listActivityPlans as listRoute,
} from "./routes.ts";

export interface PlanDependencies {
  readonly plans: PlanStore;
  readonly store: Pick<ActivityStore, "insert">;
  readonly organizations: OrganizationDirectory;
  readonly newId: NewId;
}

/** Keeps the plan and makes its first drafts. Units: 1 read, 3 writes, and 3 for each draft. */
export function createActivityPlan(dependencies: PlanDependencies) {
  return async ({ body }: RouteInput<typeof createRoute>, context: RequestContext): Promise<ActivityPlan> => {
    const host = await dependencies.organizations.find(body.organizationId);
    if (host?.status !== "active") throw notFound();
    const plan: ActivityPlan = {
      ...body,
      planId: `plan-${dependencies.newId()}`,
      state: "active",
      version: 1,
      createdAt: context.at.toISOString(),
      createdBy: context.actor,
    };
    checkFields(fieldsOf(plan, plan.fromMonth), host, new Date(0), "body");
    refuseEndBeforeStart(plan);
    await dependencies.plans.insert(plan, context.receipt);
    await draftMonths(dependencies, plan, host, context);
    return plan;
  };
}

function refuseEndBeforeStart({ fromMonth, untilMonth }: ActivityPlan): void {
  if (untilMonth === null || untilMonth >= fromMonth) return;
  throw new AppError("validation_failed", {
    errors: [{ field: "body.untilMonth", reason: { zh: "不能早于开始月份", en: "Not before the first month" } }],
  });
}

/** Units: half a unit. */
export function listActivityPlans({ plans }: Pick<PlanDependencies, "plans">) {
  return async ({ query }: RouteInput<typeof listRoute>): Promise<RouteOutput<typeof listRoute>> => ({
    items: await plans.listOf(query.organizationId),
  });
}

/** Units: 2 reads, 2 writes. */
export function endActivityPlan({ plans, organizations }: Pick<PlanDependencies, "plans" | "organizations">) {
  return async (
    { params, body }: RouteInput<typeof endRoute>,
    { principal }: RequestContext,
  ): Promise<ActivityPlan> => {
    const plan = await plans.find(params.planId);
    const path = plan && (await organizations.findPath(plan.organizationId));
    if (plan === undefined || path === undefined || !isAllowed(principal, "activity.manage", path)) throw notFound();
    if (plan.version !== body.version) throw conflict(plan.version);
    const ended: ActivityPlan = { ...plan, state: "ended", version: plan.version + 1 };
    if (!(await plans.save(ended))) throw conflict(ended.version);
    return ended;
  };
}

/**
 * Every day: the drafts of the months ahead, for each plan. What is there already stays as it is, also when it was changed
 * or cancelled since. Units: half a unit per 4 KB of plans, some 10, and 1 read and 3 writes for each new draft.
 */
export function draftPlans(dependencies: PlanDependencies) {
  return async (scheduledFor: Date): Promise<{ plans: number; drafts: number }> => {
    const counts = { plans: 0, drafts: 0 };
    for await (const plan of dependencies.plans.listActive()) {
      counts.plans += 1;
      const host = await dependencies.organizations.find(plan.organizationId);
      if (host?.status !== "active") continue;
      counts.drafts += await draftMonths(dependencies, plan, host, { at: scheduledFor, actor: null });
    }
    return counts;
  };
}

async function draftMonths(
  { store }: PlanDependencies,
  plan: ActivityPlan,
  host: Place,
  context: Pick<RequestContext, "at" | "actor">,
): Promise<number> {
  let made = 0;
  for (const month of monthsToDraft(plan, chinaDay(context.at))) {
    const fields = fieldsOf(plan, month);
    if (fields.startsAt < context.at.toISOString()) continue;
    const { due } = checkFields(fields, host, context.at, "body");
    const activityId = draftIdOf(plan.planId, month);
    const draft = draftOf({ activityId, host, fields, due, joint: [], planId: plan.planId }, context);
    if (await store.insert(draft, { facts: [] })) made += 1;
  }
  return made;
}

function fieldsOf(plan: ActivityPlan, month: string): ActivityPlanFields {
  const { kind, alsoKinds, title, place, startTime, durationMinutes } = plan;
  const startsAt = `${dayOfPlan(plan.on, month)}T${startTime}:00+08:00`;
  const endsAt = new Date(new Date(startsAt).getTime() + durationMinutes * 60_000).toISOString();
  return ActivityPlanFields.parse({ kind, alsoKinds, title, place, startsAt, endsAt });
}
