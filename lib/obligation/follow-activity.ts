import type { PlainDate } from "../rules/calendar/plain-date.ts";
import type { OrganizationActivityKind } from "../rules/facts/organization-facts.ts";
import type { Circumstances, Outcome } from "../shared/event.ts";
import type { keepDuties } from "./keep-duties.ts";
import type { ObligationStore } from "./obligation-store.ts";

/** What a fact about an activity says that matters to duties. */
export interface ActivityReport {
  readonly activityId: string;
  readonly version: number;
  readonly day: string;
  readonly duties: readonly OrganizationActivityKind[];
  /** Only what the head has confirmed counts. */
  readonly isConfirmed: boolean;
  readonly organizationIds: readonly string[];
}

/** Whose duties an activity meets: a Party group's meetings are owed by its branch. */
export type FindOwner = (
  organizationId: string,
) => Promise<{ readonly organizationId: string; readonly groupId: string | null } | undefined>;

/**
 * Counts a confirmed activity for its organisations, and takes it back from those where a correction took it away.
 * Repeats and facts that come late change nothing: the newest version of the activity counts.
 */
export function followActivity({
  store,
  keep,
  findOwner,
}: {
  readonly store: Pick<ObligationStore, "findPlaces" | "savePlaces">;
  readonly keep: ReturnType<typeof keepDuties>;
  readonly findOwner: FindOwner;
}) {
  return async (report: ActivityReport, circumstances: Circumstances & { on: PlainDate }): Promise<Outcome> => {
    const former = await store.findPlaces(report.activityId);
    if (former !== undefined && former.version > report.version) return "already_done";
    const owners = (await Promise.all(report.organizationIds.map(findOwner))).filter((owner) => owner !== undefined);
    const places = owners.map(({ organizationId }) => organizationId);
    const gone = (former?.organizationIds ?? []).filter((organizationId) => !places.includes(organizationId));
    // Said first: a delivery that is cut off finds at its next try whom it has to look after.
    await store.savePlaces({
      activityId: report.activityId,
      version: report.version,
      organizationIds: [...new Set([...places, ...gone])],
    });
    const { activityId, version, day: on } = report;
    for (const { organizationId, groupId } of owners) {
      const duties = report.isConfirmed ? report.duties : [];
      await keep(organizationId, { ...circumstances, activity: { activityId, version, on, duties, groupId } });
    }
    for (const organizationId of gone) {
      const activity = { activityId, version, on, duties: [], groupId: null };
      await keep(organizationId, { ...circumstances, activity });
    }
    return "done";
  };
}
