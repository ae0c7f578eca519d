import { conflict, notFound } from "../shared/errors.ts";
import { buildFact, type EventDefinition, type Fact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import { organizationsOf, type StoredActivity } from "./activity.ts";
import type { Consequences } from "./activity-store.ts";
import type { ActivityPublished, ActivityStanding } from "./events.ts";
import { type ActivityAccess, type FoundActivity, viewOf } from "./find-activity.ts";
import { kindOf } from "./kinds.ts";
import type { ActivityView } from "./views.ts";

/** What the facts say of an activity: where it stands and which duties it meets, nothing of what it is about. */
export function standingOf(activity: StoredActivity): ActivityStanding {
  const { version, kind, alsoKinds, state, day, hostOrganizationId } = activity;
  const duties = [...new Set([kind, ...alsoKinds].flatMap((one) => kindOf(one).duties))];
  return {
    version,
    kind,
    alsoKinds,
    duties,
    state,
    day,
    hostOrganizationId,
    organizationIds: organizationsOf(activity),
  };
}

/** The fact of a step. All of them have one shape, see `events.ts`. */
export function stepFact(
  definition: typeof ActivityPublished & EventDefinition,
  activity: StoredActivity,
  context: Pick<RequestContext, "at" | "correlationId" | "actor">,
): Fact {
  return buildFact(definition, context, {
    subject: { kind: "activity", id: activity.activityId },
    occasion: activity.version,
    organizationId: activity.hostOrganizationId,
    data: standingOf(activity),
  });
}

export function nextVersion(
  before: StoredActivity,
  changes: Partial<StoredActivity>,
  { at }: Pick<RequestContext, "at">,
): StoredActivity {
  return { ...before, ...changes, version: before.version + 1, updatedAt: at.toISOString() };
}

/** Writes the next version and shows it; a lost race is told with the version that is stored now. */
export async function saveStep(
  { store }: ActivityAccess,
  { activity: before, sight }: FoundActivity,
  after: StoredActivity,
  consequences: Omit<Consequences, "answer">,
): Promise<ActivityView> {
  const view = viewOf(after, sight);
  if (await store.save(before, after, { ...consequences, answer: view })) return view;
  const present = await store.find(before.activityId);
  throw present === undefined ? notFound() : conflict(present.version);
}
