import * as z from "zod";
import { Activity, ActivityCard } from "./activity.ts";
import { Attendance, attendanceStateNames } from "./attendance.ts";
import { Leave } from "./leave.ts";
import { AttendanceCounts } from "./record.ts";
import { SignUp } from "./sign-up.ts";

/** An activity with what the caller may do to it. */
export const ActivityView = Activity.extend({
  hostName: z.string(),
  may: z.object({ manage: z.boolean(), record: z.boolean(), confirm: z.boolean() }),
}).meta({ id: "ActivityView" });
export type ActivityView = z.infer<typeof ActivityView>;

export const ActivityCardView = ActivityCard.extend({ hostName: z.string() });
export type ActivityCardView = z.infer<typeof ActivityCardView>;

/** Every source with its own time, and the state that follows from them. */
export const AttendanceView = Attendance.pick({
  personId: true,
  organizationId: true,
  stage: true,
  scan: true,
  code: true,
  decision: true,
}).extend({
  name: z.string(),
  isDue: z.boolean(),
  state: z.enum(attendanceStateNames),
  leave: Leave.shape.state.nullable(),
});
export type AttendanceView = z.infer<typeof AttendanceView>;

export const AttendanceList = z.object({
  /** Before the activity is held the list shows who would be due if it were held now. */
  isFixed: z.boolean(),
  counts: AttendanceCounts,
  items: z.array(AttendanceView),
});
export type AttendanceList = z.infer<typeof AttendanceList>;

export const PlaceView = z.object({ state: z.enum(["in", "waiting"]), position: z.int().positive() });

export const SignUpView = SignUp.pick({ personId: true, organizationId: true, signedUpAt: true }).extend({
  name: z.string(),
  place: PlaceView,
});
export type SignUpView = z.infer<typeof SignUpView>;

/** The reason only for the head of the person's organisation. */
export const LeaveView = Leave.omit({ reason: true }).extend({ name: z.string(), reason: z.string().optional() });
export type LeaveView = z.infer<typeof LeaveView>;

/** What an activity has to do with the person who asks. */
export const OwnActivity = ActivityCardView.extend({
  own: z.object({
    isDue: z.boolean(),
    attendance: z.enum(attendanceStateNames).nullable(),
    leave: Leave.shape.state.nullable(),
    place: PlaceView.nullable(),
  }),
});
export type OwnActivity = z.infer<typeof OwnActivity>;
