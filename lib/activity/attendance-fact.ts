import { createHash } from "node:crypto";
import { buildFact, type Fact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { StoredActivity } from "./activity.ts";
import { AttendanceRecorded } from "./events.ts";

type Source = "list" | "code" | "scan";

/** The fact of one batch; a batch that comes again has the same digest and tells nothing new. */
export function attendanceFact(
  activity: StoredActivity,
  { source, people, occasion }: { source: Source; people: number; occasion: string },
  context: RequestContext,
): Fact {
  return buildFact(AttendanceRecorded, context, {
    subject: { kind: "activity", id: activity.activityId },
    occasion,
    organizationId: activity.hostOrganizationId,
    data: { source, people },
  });
}

export function digestOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 22);
}
