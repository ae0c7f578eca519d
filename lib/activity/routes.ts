import * as z from "zod";
import type { Capability } from "../shared/access.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at, changeErrors, readErrors } from "../shared/route-parts.ts";
import {
  ActivityId,
  ActivityKindName,
  ActivityPlanFields,
  ActivityVersion,
  OrganizationId,
  PersonId,
  Version,
} from "./activity.ts";
import { decisionNames } from "./attendance.ts";
import { ActivityPlan, ActivityPlanInput } from "./plan.ts";
import { Explained, RecordInput } from "./record.ts";
import { plainText } from "./rich-text.ts";
import { ActivityCardView, ActivityView } from "./views.ts";

const context = "activity";
const Target = z.object({ activityId: ActivityId });

export const listActivityKinds = defineRoute({
  id: "listActivityKinds",
  key: "GET /api/activity-kinds",
  context,
  summary: { zh: "活动类型及其依据", en: "The kinds of activities, with the article behind each" },
  access: { kind: "authenticated" },
  response: z.object({
    items: z.array(
      z.object({
        kind: ActivityKindName,
        name: z.object({ zh: z.string(), en: z.string() }),
        due: z.array(z.string()),
        agenda: z.array(z.object({ zh: z.string(), en: z.string() })),
        heldBy: z.array(z.string()),
        combinesWith: z.array(z.string()),
        studyHours: z.enum(["duration", "given", "none"]),
        rule: Explained.nullable(),
        quorum: Explained.nullable(),
      }),
    ),
  }),
  errors: ["unauthenticated"],
});

export const createActivity = defineRoute({
  id: "createActivity",
  key: "POST /api/activities",
  context,
  summary: { zh: "新建活动草稿", en: "Draft an activity" },
  access: at("activity.manage", "body", "hostOrganizationId"),
  body: ActivityPlanFields.extend({
    hostOrganizationId: OrganizationId,
    jointOrganizationIds: z.array(OrganizationId).max(10).default([]),
  }),
  response: ActivityView,
  status: 201,
  errors: changeErrors,
});

export const listActivities = defineRoute({
  id: "listActivities",
  key: "GET /api/activities",
  context,
  summary: { zh: "一个党组织的活动，按时间排列", en: "The activities of an organisation, by time" },
  access: at("activity.read", "query", "organizationId"),
  query: z.object({
    organizationId: OrganizationId,
    from: z.iso.date().optional(),
    to: z.iso.date().optional().meta({ description: "最后一天（含） · Last day, included" }),
    order: z.enum(["ascending", "descending"]).default("ascending"),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: Cursor.optional(),
  }),
  response: pageOf(ActivityCardView),
  errors: [...readErrors, "malformed_request"],
});

export const getActivity = defineRoute({
  id: "getActivity",
  key: "GET /api/activities/{activityId}",
  context,
  summary: { zh: "查看一项活动", en: "Show an activity" },
  access: anywhere("activity.read"),
  params: Target,
  response: ActivityView,
  errors: readErrors,
});

export const listActivityVersions = defineRoute({
  id: "listActivityVersions",
  key: "GET /api/activities/{activityId}/versions",
  context,
  summary: { zh: "一项活动的历次版本", en: "Former versions of an activity, newest first" },
  access: anywhere("activity.record"),
  params: Target,
  response: z.object({ items: z.array(ActivityVersion) }),
  errors: readErrors,
});

export const changeActivity = defineRoute({
  id: "changeActivity",
  key: "POST /api/activities/{activityId}/change",
  context,
  summary: { zh: "修改未召开的活动", en: "Change an activity that is not held yet" },
  access: anywhere("activity.manage"),
  params: Target,
  body: z.object({
    version: Version,
    activity: ActivityPlanFields,
    jointOrganizationIds: z.array(OrganizationId).max(10).default([]),
  }),
  response: ActivityView,
  errors: changeErrors,
});

const command = <const Id extends string, const Step extends string, Body extends z.ZodObject>(given: {
  id: Id;
  step: Step;
  summary: { zh: string; en: string };
  capability: Capability;
  body: Body;
}) =>
  defineRoute({
    id: given.id,
    key: `POST /api/activities/{activityId}/${given.step}` as const,
    context,
    summary: given.summary,
    access: anywhere(given.capability),
    params: Target,
    body: given.body,
    response: ActivityView,
    errors: changeErrors,
    maximumBodyBytes: 256 * 1024,
  });

const OnlyVersion = z.object({ version: Version });
const Reason = plainText(200, 2);

export const publishActivity = command({
  id: "publishActivity",
  step: "publish",
  summary: { zh: "发布活动", en: "Publish an activity" },
  capability: "activity.manage",
  body: OnlyVersion,
});

export const cancelActivity = command({
  id: "cancelActivity",
  step: "cancel",
  summary: { zh: "取消活动", en: "Cancel an activity" },
  capability: "activity.manage",
  body: z.object({ version: Version, reason: Reason }),
});

export const answerJointActivity = command({
  id: "answerJointActivity",
  step: "joint",
  summary: { zh: "答复联合开展的邀请", en: "Answer an invitation to hold an activity together" },
  capability: "activity.manage",
  body: z.object({ version: Version, organizationId: OrganizationId, answer: z.enum(["accepted", "declined"]) }),
});

export const holdActivity = command({
  id: "holdActivity",
  step: "hold",
  summary: { zh: "召开：确定应到名单，开始签到", en: "Hold it: fix who is due, open the check-in" },
  capability: "activity.record",
  body: OnlyVersion,
});

export const recordActivity = command({
  id: "recordActivity",
  step: "record",
  summary: { zh: "提交活动记录", en: "Hand in the record" },
  capability: "activity.record",
  body: z.object({ version: Version, record: RecordInput }),
});

export const giveBackActivity = command({
  id: "giveBackActivity",
  step: "give-back",
  summary: { zh: "退回记录", en: "Give the record back" },
  capability: "activity.confirm",
  body: z.object({ version: Version, remark: Reason }),
});

export const confirmActivity = command({
  id: "confirmActivity",
  step: "confirm",
  summary: { zh: "确认记录，随即归档", en: "Confirm the record; it is filed then" },
  capability: "activity.confirm",
  body: OnlyVersion,
});

export const correctActivity = command({
  id: "correctActivity",
  step: "correct",
  summary: { zh: "更正已确认的记录", en: "Correct a confirmed record; the former one is kept" },
  capability: "activity.confirm",
  body: z.object({
    version: Version,
    reason: Reason,
    record: RecordInput.optional(),
    attendance: z
      .array(z.strictObject({ personId: PersonId, state: z.enum(decisionNames) }))
      .max(40)
      .default([]),
  }),
});

export const createActivityPlan = defineRoute({
  id: "createActivityPlan",
  key: "POST /api/activity-plans",
  context,
  summary: { zh: "新建定期活动计划", en: "Plan an activity for every month" },
  access: at("activity.manage", "body", "organizationId"),
  body: ActivityPlanInput,
  response: ActivityPlan,
  status: 201,
  errors: changeErrors,
});

export const listActivityPlans = defineRoute({
  id: "listActivityPlans",
  key: "GET /api/activity-plans",
  context,
  summary: { zh: "一个党组织的定期活动计划", en: "The recurring plans of an organisation" },
  access: at("activity.read", "query", "organizationId"),
  query: z.object({ organizationId: OrganizationId }),
  response: z.object({ items: z.array(ActivityPlan) }),
  errors: readErrors,
});

export const endActivityPlan = defineRoute({
  id: "endActivityPlan",
  key: "POST /api/activity-plans/{planId}/end",
  context,
  summary: { zh: "结束定期活动计划", en: "End a recurring plan; its drafts stay" },
  access: anywhere("activity.manage"),
  params: z.object({ planId: z.string().regex(/^plan-[0-9a-z]{8,40}$/) }),
  body: OnlyVersion,
  response: ActivityPlan,
  errors: changeErrors,
});
