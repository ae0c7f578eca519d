import type { StoredActivity } from "../../lib/activity/activity.ts";
import type { ActivityStore } from "../../lib/activity/activity-store.ts";
import type { AttendanceStore, LeaveStore } from "../../lib/activity/attendance-store.ts";
import { organizationalLife } from "../../lib/activity/kinds.ts";
import { readAttendance } from "../../lib/activity/list-attendance.ts";
import { studyMinutesOf } from "../../lib/activity/study-minutes.ts";
import type { ActivitySource, LedgerActivity } from "../../lib/ledger/keep-ledger.ts";

interface ActivityParts {
  readonly store: ActivityStore;
  readonly attendance: AttendanceStore;
  readonly leaves: Pick<LeaveStore, "list">;
}

/** Activities as the books want them, always as they stand now. */
export function activitySource(parts: ActivityParts): ActivitySource {
  return {
    async find(activityId) {
      const activity = await parts.store.find(activityId);
      if (activity === undefined || activity.state === "draft") return undefined;
      const { state } = activity;
      const people = state === "confirmed" || state === "filed" ? await peopleOf(parts, activity) : [];
      return { entry: entryOf(activity), state, organizations: booksOf(activity), people };
    },

    async markFiled(activityId, version) {
      const activity = await parts.store.find(activityId);
      // A newer version comes with a fact of its own.
      if (activity?.version === version && activity.state === "confirmed") await parts.store.markFiled(activity);
    },
  };
}

function entryOf(activity: StoredActivity): LedgerActivity["entry"] {
  const { activityId, version, kind, alsoKinds, title, day, hostOrganizationId, corrections, record } = activity;
  return {
    activityId,
    version,
    kind,
    alsoKinds,
    title,
    day,
    hostOrganizationId,
    due: record?.counts.due ?? 0,
    present: record?.counts.present ?? 0,
    isQuorate: record?.quorum?.isQuorate ?? null,
    corrections,
  };
}

function booksOf({ joint, hostOrganizationId }: StoredActivity): LedgerActivity["organizations"] {
  const partners = joint
    .filter(({ state }) => state !== "invited")
    .map(({ organizationId, state }) => ({ organizationId, isDeclined: state === "declined" }));
  return [...partners, { organizationId: hostOrganizationId, isDeclined: false }];
}

async function peopleOf(parts: ActivityParts, activity: StoredActivity): Promise<LedgerActivity["people"]> {
  const { activityId, version, kind, alsoKinds, title, startsAt, day, hostOrganizationId } = activity;
  const isOrganizationalLife = [kind, ...alsoKinds].some((one) => organizationalLife.has(one));
  const about = { activityId, version, kind, title, startsAt, day, hostOrganizationId, isOrganizationalLife };
  const studyMinutes = studyMinutesOf(activity);
  const people = await readAttendance(parts, activity);
  return people.map(({ personId, isDue, state }) => ({ ...about, personId, isDue, attendance: state, studyMinutes }));
}
