import { isAllowed, type Principal } from "../shared/access.ts";
import { AppError, conflict, notFound } from "../shared/errors.ts";
import { Activity, type StoredActivity } from "./activity.ts";
import type { ActivityStore } from "./activity-store.ts";
import type { OrganizationDirectory } from "./directories.ts";
import type { ActivityView } from "./views.ts";

export interface ActivityAccess {
  readonly store: ActivityStore;
  readonly organizations: OrganizationDirectory;
}

/** What a person may see of an activity and do to it. */
export interface Sight {
  readonly hostName: string;
  readonly may: ActivityView["may"];
  /** Whether the minutes are for this reader: a committee's own are not for everybody below or beside it. */
  readonly isRecordVisible: boolean;
}

export interface FoundActivity {
  readonly activity: StoredActivity;
  readonly sight: Sight;
}

/**
 * The activity with what the caller may do; for those who may not see it there is none. Units: 1 read, and half a unit
 * for each organisation that takes part and each role of the caller.
 */
export async function findActivity(
  access: ActivityAccess,
  activityId: string,
  principal: Principal,
): Promise<FoundActivity> {
  const activity = await access.store.find(activityId);
  if (activity === undefined) throw notFound();
  const sight = await sightOf(access, activity, principal);
  if (sight === undefined) throw notFound();
  return { activity, sight };
}

/** Finds it for a step that needs a right at the host, and holds the caller to the version that the caller saw. */
export async function getForStep(
  access: ActivityAccess,
  activityId: string,
  principal: Principal,
  needed: { right: keyof ActivityView["may"]; version?: number },
): Promise<FoundActivity> {
  const found = await findActivity(access, activityId, principal);
  if (!found.sight.may[needed.right]) throw new AppError("forbidden");
  if (needed.version !== undefined && needed.version !== found.activity.version) {
    throw conflict(found.activity.version);
  }
  return found;
}

async function sightOf(
  { organizations }: ActivityAccess,
  activity: StoredActivity,
  principal: Principal,
): Promise<Sight | undefined> {
  const host = await organizations.find(activity.hostOrganizationId);
  if (host === undefined) return undefined;
  const may = {
    manage: isAllowed(principal, "activity.manage", host.path),
    record: isAllowed(principal, "activity.record", host.path),
    confirm: isAllowed(principal, "activity.confirm", host.path),
  };
  const isReader = isAllowed(principal, "activity.read", host.path);
  if (activity.state === "draft" && !may.manage && !may.record) return undefined;
  if (!isReader && !(await takesPart(organizations, activity, host.path, principal))) return undefined;
  const isForMembers = activity.due !== "committee" && activity.due !== "named";
  return { hostName: host.name, may, isRecordVisible: may.record || (isReader && isForMembers) };
}

/** Readers of a joint organisation, and those whose own place is below the host: they are called to it. */
async function takesPart(
  organizations: OrganizationDirectory,
  { joint }: StoredActivity,
  hostPath: string,
  principal: Principal,
): Promise<boolean> {
  const places = [...new Set(principal.assignments.map(({ organizationId }) => organizationId))];
  const own = await Promise.all(places.map((place) => organizations.findPath(place)));
  const isBelow = own.some((path) => path?.startsWith(hostPath) && isAllowed(principal, "activity.read", path));
  if (isBelow) return true;
  const paths = await Promise.all(joint.map(({ organizationId }) => organizations.findPath(organizationId)));
  return paths.some((path) => path !== undefined && isAllowed(principal, "activity.read", path));
}

export function viewOf(activity: StoredActivity, { hostName, may, isRecordVisible }: Sight): ActivityView {
  const shown = Activity.parse(activity);
  return { ...shown, record: isRecordVisible ? shown.record : null, hostName, may };
}
