import { chinaDay } from "../shared/clock.ts";
import { refused } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { AttendanceStore } from "./attendance-store.ts";
import { type DueSources, findDue } from "./due-people.ts";
import { ActivityHeld } from "./events.ts";
import { type ActivityAccess, getForStep } from "./find-activity.ts";
import { newRoomSecret } from "./room-code.ts";
import type { holdActivity as route } from "./routes.ts";
import { refuseMove } from "./states.ts";
import type { ActivityView } from "./views.ts";
import { nextVersion, saveStep, stepFact } from "./write-activity.ts";

/**
 * Opens the meeting: who is due is fixed by the membership of this moment. Whoever joins later was not due, whoever leaves
 * later was. The list is written under a run of its own before the state says which run counts, so that a step that was
 * cut off leaves nothing behind. Units: those of finding who is due, 1 write for each, 2 to 4 writes.
 */
export function holdActivity(
  dependencies: ActivityAccess & DueSources & { attendance: Pick<AttendanceStore, "fixDue">; newId: NewId },
) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<ActivityView> => {
    const { version } = body;
    const found = await getForStep(dependencies, params.activityId, context.principal, { right: "record", version });
    const before = found.activity;
    refuseMove(before.state, "hold");
    if (chinaDay(context.at) < before.day) {
      throw refused("too_early", {
        zh: `活动在${before.day}，到当天才能开始签到。`,
        en: `The activity is on ${before.day}; the check-in opens on that day.`,
      });
    }
    const due = await findDue(dependencies, before, context.at);
    if (due.length === 0) {
      throw refused("nobody_due", {
        zh: "没有应到人员，请先修改应到范围或等待报名。",
        en: "Nobody is due; change who has to come, or wait for sign-ups.",
      });
    }
    const snapshotId = dependencies.newId();
    await dependencies.attendance.fixDue(before.activityId, snapshotId, due);
    const changes = {
      state: "held",
      snapshotId,
      heldAt: context.at.toISOString(),
      roomSecret: newRoomSecret(),
    } as const;
    const after = nextVersion(before, changes, context);
    return await saveStep(dependencies, found, after, {
      facts: [stepFact(ActivityHeld, after, context)],
      receipt: context.receipt,
    });
  };
}
