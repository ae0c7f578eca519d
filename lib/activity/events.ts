import * as z from "zod";
import { OrganizationActivityKind } from "../rules/facts/organization-facts.ts";
import { defineEvent } from "../shared/event.ts";
import { activityKindNames } from "./kinds.ts";
import { activityStateNames } from "./states.ts";

const context = "activity";

/** Where an activity stands after the write: enough to see which duties it meets, without reading its content. */
const standing = {
  version: z.int().positive(),
  kind: z.enum(activityKindNames),
  alsoKinds: z.array(z.enum(activityKindNames)),
  /** The duties of its organisations that it meets once it is confirmed. */
  duties: z.array(OrganizationActivityKind),
  state: z.enum(activityStateNames),
  day: z.iso.date(),
  hostOrganizationId: z.string(),
  /** The host, and the joint organisations that agreed. */
  organizationIds: z.array(z.string()),
};
const Standing = z.object(standing);
export type ActivityStanding = z.infer<typeof Standing>;

const define = (name: string, summary: { zh: string; en: string }) =>
  defineEvent({ name, context, summary, data: Standing });

export const ActivityPublished = define("ActivityPublished", {
  zh: "活动已发布",
  en: "An activity was published",
});

export const ActivityChanged = define("ActivityChanged", {
  zh: "已发布的活动有变更",
  en: "A published activity was changed",
});

export const ActivityCancelled = define("ActivityCancelled", {
  zh: "活动已取消",
  en: "An activity was cancelled",
});

export const ActivityHeld = define("ActivityHeld", {
  zh: "活动已召开，应到名单确定",
  en: "An activity is held: the list of those due is fixed",
});

export const ActivityRecorded = define("ActivityRecorded", {
  zh: "活动已记录，待确认",
  en: "An activity was recorded and waits for the head",
});

export const ActivityGivenBack = define("ActivityGivenBack", {
  zh: "活动记录已退回",
  en: "The head gave the record of an activity back",
});

export const ActivityConfirmed = define("ActivityConfirmed", {
  zh: "活动记录已确认",
  en: "The head confirmed the record of an activity",
});

export const ActivityCorrected = define("ActivityCorrected", {
  zh: "已归档的活动记录有更正",
  en: "The record of a confirmed activity was corrected",
});

/** `people`: how many the step spoke of. Who they are is asked of the activity by whoever may see it. */
export const AttendanceRecorded = defineEvent({
  name: "AttendanceRecorded",
  context,
  summary: { zh: "签到已记录", en: "Attendance was recorded" },
  data: z.object({ source: z.enum(["list", "code", "scan"]), people: z.int().positive() }),
});

export const AttachmentChanged = defineEvent({
  name: "AttachmentChanged",
  context,
  summary: { zh: "活动附件有变化", en: "An attachment was added or removed" },
  data: z.object({ attachmentId: z.string(), type: z.string(), step: z.enum(["added", "removed"]) }),
});

export const SignUpChanged = defineEvent({
  name: "SignUpChanged",
  context,
  summary: { zh: "活动报名有变化", en: "Somebody signed up or withdrew" },
  data: z.object({
    personId: z.string(),
    step: z.enum(["signed_up", "withdrawn"]),
    /** Who moved up from the waiting list by a withdrawal. */
    movedUpPersonId: z.string().nullable(),
  }),
});

export const LeaveRequested = defineEvent({
  name: "LeaveRequested",
  context,
  summary: { zh: "提交了请假", en: "A member asked for leave" },
  data: z.object({ personId: z.string() }),
});

export const LeaveDecided = defineEvent({
  name: "LeaveDecided",
  context,
  summary: { zh: "请假已处理", en: "A request for leave was decided" },
  data: z.object({ personId: z.string(), decision: z.enum(["granted", "declined"]) }),
});
