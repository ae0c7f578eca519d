import * as z from "zod";
import { activityKindNames, dueBasisNames } from "./kinds.ts";
import { ActivityRecord } from "./record.ts";
import { plainText } from "./rich-text.ts";
import { activityStateNames } from "./states.ts";

export const ActivityId = z
  .string()
  .regex(/^act-[0-9a-z-]{8,60}$/)
  .meta({ description: "活动编号 · Activity id", example: "act-0a1b2c3d4e5f6g7h8j9k" });

export const PersonId = z.string().regex(/^per-[0-9a-z]{20}$/);
export const OrganizationId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/);
export const ActivityKindName = z.enum(activityKindNames).meta({ description: "活动类型 · Kind" });
export const ActivityStateName = z.enum(activityStateNames).meta({ description: "状态 · State" });
export const Version = z
  .int()
  .positive()
  .meta({ description: "版本号，修改时带回 · Version, sent back with a change" });

/** With any offset; kept in UTC, so that times sort as text. */
const Moment = z.iso.datetime({ offset: true }).overwrite((text) => {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
});
const Link = z
  .url({ protocol: /^https$/ })
  .max(500)
  .meta({ description: "线上会议链接，仅限 https · Link of the online room" });

/** So many fit into one list of people due, which is fixed and shown at once. Who signs up later waits, also where no limit is named. */
export const maximumPlaces = 5_000;

/** What the organiser says about an activity. */
export const ActivityPlanFields = z.strictObject({
  kind: ActivityKindName,
  /** Kinds held in the same sitting and counted too, such as a Party lesson on the theme day. */
  alsoKinds: z.array(ActivityKindName).max(3).default([]),
  title: plainText(80, 2).meta({ description: "主题 · Title" }),
  startsAt: Moment,
  endsAt: Moment,
  place: plainText(80).nullable().default(null),
  onlineLink: Link.nullable().default(null),
  agenda: z
    .array(z.strictObject({ title: plainText(100, 1), speaker: plainText(40).nullable().default(null) }))
    .max(30)
    .default([]),
  due: z.enum(dueBasisNames).optional().meta({ description: "应到范围，缺省按类型 · Who has to come" }),
  namedPersonIds: z.array(PersonId).max(40).default([]),
  /** Places for people who sign up; null: nobody needs to sign up. */
  capacity: z.int().min(1).max(maximumPlaces).nullable().default(null),
  signUpClosesAt: Moment.nullable().default(null),
  /** Outsiders who are expected, by name and where they come from; people of the university become guests at the door. */
  invited: z
    .array(z.strictObject({ name: plainText(40, 1), from: plainText(60).default(""), isObserver: z.boolean() }))
    .max(30)
    .default([]),
  responsiblePersonId: PersonId.nullable().default(null),
  /** For kinds whose study time is not simply their duration. */
  studyMinutes: z.int().min(0).max(1_440).nullable().default(null),
  /** Why it is entered after the event; without it the past is refused. */
  retrospectiveReason: plainText(200, 2).nullable().default(null),
});
export type ActivityPlanFields = z.infer<typeof ActivityPlanFields>;

/** A joint organisation takes part once somebody there has agreed; its people are due then. */
export const JointOrganization = z.object({
  organizationId: OrganizationId,
  state: z.enum(["invited", "accepted", "declined"]),
});
export type JointOrganization = z.infer<typeof JointOrganization>;

export const Activity = z
  .object({
    ...ActivityPlanFields.shape,
    activityId: ActivityId,
    hostOrganizationId: OrganizationId,
    joint: z.array(JointOrganization).max(30),
    due: z.enum(dueBasisNames),
    /** The day in China. */
    day: z.iso.date(),
    state: ActivityStateName,
    planId: z.string().nullable(),
    cancelReason: z.string().nullable(),
    /** The remark with which the head gave the record back. */
    remark: z.string().nullable(),
    heldAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: "应到名单确定的时间 · When the list of those due was fixed" }),
    record: ActivityRecord.nullable(),
    confirmedAt: z.iso.datetime().nullable(),
    confirmedBy: z.string().nullable(),
    /** How often it was corrected after confirmation. */
    corrections: z.int().min(0),
    version: Version,
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Activity", description: "组织生活活动 · An activity of organisational life" });
export type Activity = z.infer<typeof Activity>;

/** What a list shows. */
export const ActivityCard = Activity.pick({
  activityId: true,
  hostOrganizationId: true,
  kind: true,
  alsoKinds: true,
  title: true,
  startsAt: true,
  endsAt: true,
  day: true,
  place: true,
  onlineLink: true,
  due: true,
  capacity: true,
  signUpClosesAt: true,
  state: true,
})
  .extend({
    // Cards that were written before calendars needed these have neither.
    version: Version.default(1),
    updatedAt: z.iso.datetime().default(new Date(0).toISOString()),
  })
  .meta({ id: "ActivityCard" });
export type ActivityCard = z.infer<typeof ActivityCard>;

/** What stays inside: the secret of the room code, and which run of the list of those due counts. */
export const StoredActivity = z.object({
  ...Activity.shape,
  roomSecret: z.string().nullable(),
  snapshotId: z.string().nullable(),
});
export type StoredActivity = z.infer<typeof StoredActivity>;

/** The host, and the joint organisations that agreed. */
export function organizationsOf({ hostOrganizationId, joint }: Pick<Activity, "hostOrganizationId" | "joint">) {
  const accepted = joint.filter(({ state }) => state === "accepted").map(({ organizationId }) => organizationId);
  return [hostOrganizationId, ...accepted];
}

/** A former version, kept when its record was replaced, given back or corrected. */
export const ActivityVersion = z.object({
  version: Version,
  at: z.iso.datetime(),
  by: z.string().nullable(),
  step: z.enum(["recorded", "given_back", "corrected"]),
  reason: z.string().nullable(),
  /** Whose attendance the step changed. */
  attendance: z.array(z.object({ personId: z.string(), before: z.string(), after: z.string() })),
  activity: Activity,
});
export type ActivityVersion = z.infer<typeof ActivityVersion>;
