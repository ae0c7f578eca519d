import * as z from "zod";
import type { Access } from "../shared/access.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, changeErrors, readErrors } from "../shared/route-parts.ts";
import { ActivityId, PersonId } from "./activity.ts";
import { attendanceStateNames, decisionNames } from "./attendance.ts";
import { passFaults } from "./pass.ts";
import { plainText } from "./rich-text.ts";
import { AttendanceList, LeaveView, OwnActivity, PlaceView, SignUpView } from "./views.ts";

const context = "activity";
const Target = z.object({ activityId: ActivityId });

/** For oneself: whoever has a record at one of the activity's organisations, and nobody for somebody else. */
const oneself: Access = { kind: "authenticated" };

export const listOwnActivities = defineRoute({
  id: "listOwnActivities",
  key: "GET /api/me/activities",
  context,
  summary: { zh: "我的活动：近期要参加的", en: "What is ahead for me, and my part in it" },
  access: oneself,
  query: z.object({
    from: z.iso.date().optional().meta({ description: "缺省为今天 · Today when absent" }),
    to: z.iso.date().optional(),
  }),
  response: z.object({ items: z.array(OwnActivity) }),
  errors: readErrors,
});

export const signUp = defineRoute({
  id: "signUp",
  key: "POST /api/activities/{activityId}/sign-up",
  context,
  summary: { zh: "报名", en: "Sign up" },
  access: oneself,
  params: Target,
  body: z.object({}),
  response: z.object({ place: PlaceView }),
  errors: changeErrors,
});

export const withdrawSignUp = defineRoute({
  id: "withdrawSignUp",
  key: "POST /api/activities/{activityId}/withdraw",
  context,
  summary: { zh: "取消报名", en: "Withdraw a sign-up" },
  access: oneself,
  params: Target,
  body: z.object({}),
  response: z.object({ place: z.null() }),
  errors: changeErrors,
});

export const listSignUps = defineRoute({
  id: "listSignUps",
  key: "GET /api/activities/{activityId}/sign-ups",
  context,
  summary: { zh: "报名和候补名单", en: "Who signed up, in order; then who waits" },
  access: anywhere("activity.record"),
  params: Target,
  response: z.object({ items: z.array(SignUpView) }),
  errors: readErrors,
});

export const requestLeave = defineRoute({
  id: "requestLeave",
  key: "POST /api/activities/{activityId}/leave",
  context,
  summary: { zh: "请假", en: "Ask for leave" },
  access: oneself,
  params: Target,
  body: z.object({ reason: plainText(200, 2).meta({ description: "事由，只有负责人可见 · Seen by the head only" }) }),
  response: LeaveView,
  errors: changeErrors,
});

export const listLeaves = defineRoute({
  id: "listLeaves",
  key: "GET /api/activities/{activityId}/leaves",
  context,
  summary: { zh: "请假名单", en: "Requests for leave; the reason only for the head of the person's organisation" },
  access: anywhere("activity.record"),
  params: Target,
  response: z.object({ items: z.array(LeaveView) }),
  errors: readErrors,
});

export const decideLeave = defineRoute({
  id: "decideLeave",
  key: "POST /api/activities/{activityId}/leaves/{personId}/decision",
  context,
  summary: { zh: "批准或不批准请假", en: "Grant or decline leave" },
  access: anywhere("activity.confirm"),
  params: z.object({ activityId: ActivityId, personId: PersonId }),
  body: z.object({ decision: z.enum(["granted", "declined"]) }),
  response: LeaveView,
  errors: changeErrors,
});

export const listAttendance = defineRoute({
  id: "listAttendance",
  key: "GET /api/activities/{activityId}/attendance",
  context,
  summary: { zh: "应到与签到名单", en: "Who is due and who came, with the source of each mark" },
  access: anywhere("activity.record"),
  params: Target,
  response: AttendanceList,
  errors: readErrors,
});

export const recordAttendance = defineRoute({
  id: "recordAttendance",
  key: "POST /api/activities/{activityId}/attendance",
  context,
  summary: { zh: "按名单点名", en: "Tick a list" },
  access: anywhere("activity.record"),
  params: Target,
  body: z.object({
    marks: z
      .array(z.strictObject({ personId: PersonId, state: z.enum(decisionNames) }))
      .min(1)
      .max(200),
  }),
  response: AttendanceList,
  errors: changeErrors,
});

export const getRoomCode = defineRoute({
  id: "getRoomCode",
  key: "GET /api/activities/{activityId}/room-code",
  context,
  summary: { zh: "会场签到码，定时更换", en: "The code to show in the room; it changes" },
  access: anywhere("activity.record"),
  params: Target,
  response: z.object({ code: z.string(), validUntil: z.iso.datetime(), stepSeconds: z.int() }),
  errors: [...readErrors, "refused"],
});

export const checkIn = defineRoute({
  id: "checkIn",
  key: "POST /api/activities/{activityId}/check-in",
  context,
  summary: { zh: "用会场签到码签到", en: "Check in with the code of the room" },
  access: oneself,
  params: Target,
  body: z.object({ code: z.string().regex(/^\d{6}$/) }),
  response: z.object({ state: z.enum(attendanceStateNames), at: z.iso.datetime() }),
  errors: changeErrors,
});

export const issuePass = defineRoute({
  id: "issuePass",
  key: "POST /api/activities/{activityId}/pass",
  context,
  summary: { zh: "领取本人的入场码", en: "A signed pass for the door, bound to a key of the phone" },
  access: oneself,
  params: Target,
  body: z.object({ deviceKey: z.string().regex(/^[\w-]{86}$/) }),
  response: z.object({
    pass: z.string(),
    title: z.string(),
    startsAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    serverTime: z.iso.datetime().meta({ description: "手机据此校正时钟 · By which the phone sets its clock right" }),
  }),
  errors: changeErrors,
});

export const getDoor = defineRoute({
  id: "getDoor",
  key: "GET /api/activities/{activityId}/door",
  context,
  summary: { zh: "扫码签到所需的公钥和名单", en: "What a door needs to verify passes without network" },
  access: anywhere("activity.record"),
  params: Target,
  response: z.object({
    activityId: ActivityId,
    title: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    publicKey: z.string(),
    people: z.array(
      z.object({ personId: z.string(), name: z.string(), isDue: z.boolean(), state: z.enum(attendanceStateNames) }),
    ),
    serverTime: z.iso.datetime(),
  }),
  errors: [...readErrors, "refused"],
});

/**
 * What devices read at the door, in any order and as often as they like: of a person the earliest reading counts. Devices
 * that were offline send their readings until midnight of the next day after the activity.
 */
export const recordScans = defineRoute({
  id: "recordScans",
  key: "POST /api/activities/{activityId}/scans",
  context,
  summary: { zh: "上传扫码签到（可离线、可重复）", en: "Hand in scans of passes; offline and repeated ones too" },
  access: anywhere("activity.record"),
  params: Target,
  body: z.object({
    scans: z
      .array(
        z.strictObject({
          personId: PersonId.optional(),
          passId: z.string().min(1).max(200).optional(),
          /** What a phone showed; it is verified again. */
          pass: z.string().min(1).max(700).optional(),
          scannedAt: z.iso.datetime({ offset: true }),
          deviceId: z.string().regex(/^[\w-]{4,64}$/),
          sequence: z.int().min(0),
          skewSeconds: z
            .int()
            .min(-86_400)
            .max(86_400)
            .default(0)
            .meta({ description: "设备时钟与服务器的差，联网时测得 · Server time less the clock of the device" }),
        }),
      )
      .min(1)
      .max(500),
  }),
  response: z.object({
    accepted: z.int(),
    /** By their place in the batch. */
    rejected: z.array(
      z.object({
        index: z.int(),
        reason: z.enum(["unknown_pass", "unknown_person", "outside_time", ...passFaults]),
      }),
    ),
  }),
  errors: changeErrors,
  maximumBodyBytes: 256 * 1024,
});
