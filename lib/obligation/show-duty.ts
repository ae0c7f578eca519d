import type { DutyView } from "./duty.ts";
import { isUnfinished } from "./duty-states.ts";
import type { StoredDuty } from "./obligation-store.ts";
import { reportedDeedOf } from "./reported-deeds.ts";

/** Without what only the sweep has to know, and with what a person may do about it. */
export function shown({ isDueAnnounced: _, ...duty }: StoredDuty): DutyView {
  return { ...duty, isReportable: isUnfinished(duty.state) && reportedDeedOf(duty) !== null };
}
