import * as z from "zod";
import { FileContent, FileUpload, longestUpload } from "../shared/files/file-type.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, changeErrors, readErrors } from "../shared/route-parts.ts";
import { ActivityId, OrganizationId } from "./activity.ts";
import { Attachment } from "./attachment.ts";
import { CalendarFeed, CalendarSecret } from "./calendar-feed.ts";
import { MinutesSheet } from "./minutes-sheet.ts";

const context = "activity-files";
const Target = z.object({ activityId: ActivityId });
const FileTarget = z.object({ activityId: ActivityId, attachmentId: Attachment.shape.attachmentId });

export const getMinutes = defineRoute({
  id: "getMinutes",
  key: "GET /api/activities/{activityId}/minutes",
  context,
  summary: { zh: "会议记录的规范格式和 Word 文档", en: "Minutes in the customary form, and as a Word document" },
  access: anywhere("activity.read"),
  params: Target,
  response: FileContent.extend({ sheet: MinutesSheet }),
  errors: [...readErrors, "refused"],
});

export const listAttachments = defineRoute({
  id: "listAttachments",
  key: "GET /api/activities/{activityId}/attachments",
  context,
  summary: { zh: "一项活动的附件", en: "The attachments of an activity" },
  access: anywhere("activity.read"),
  params: Target,
  response: z.object({ items: z.array(Attachment) }),
  errors: readErrors,
});

export const addAttachment = defineRoute({
  id: "addAttachment",
  key: "POST /api/activities/{activityId}/attachments",
  context,
  summary: { zh: "添加附件：图片、PDF、Word、Excel", en: "Add an attachment: pictures, PDF, Word, Excel" },
  access: anywhere("activity.record"),
  params: Target,
  body: FileUpload,
  response: Attachment,
  status: 201,
  errors: changeErrors,
  maximumBodyBytes: longestUpload,
});

export const getAttachment = defineRoute({
  id: "getAttachment",
  key: "GET /api/activities/{activityId}/attachments/{attachmentId}",
  context,
  summary: { zh: "下载附件", en: "Fetch an attachment" },
  access: anywhere("activity.read"),
  params: FileTarget,
  response: FileContent,
  errors: readErrors,
});

export const removeAttachment = defineRoute({
  id: "removeAttachment",
  key: "POST /api/activities/{activityId}/attachments/{attachmentId}/remove",
  context,
  summary: { zh: "移除附件（归档前）", en: "Remove an attachment, before the record is confirmed" },
  access: anywhere("activity.record"),
  params: FileTarget,
  body: z.object({}),
  response: Attachment,
  errors: changeErrors,
});

export const getCalendarEntry = defineRoute({
  id: "getCalendarEntry",
  key: "GET /api/activities/{activityId}/calendar-entry",
  context,
  summary: { zh: "加入日历：一项活动的日历文件", en: "An activity as a file for a calendar" },
  access: { kind: "authenticated" },
  params: Target,
  response: FileContent,
  errors: readErrors,
});

export const createCalendarFeed = defineRoute({
  id: "createCalendarFeed",
  key: "POST /api/calendar-feeds",
  context,
  summary: {
    zh: "生成日历订阅地址（个人或党组织），只显示一次",
    en: "Make the secret address of a calendar, own or of an organisation; it is shown once",
  },
  access: { kind: "authenticated" },
  body: z.object({ organizationId: OrganizationId.nullable() }),
  response: CalendarFeed.extend({ path: z.string() }),
  status: 201,
  errors: changeErrors,
});

export const listCalendarFeeds = defineRoute({
  id: "listCalendarFeeds",
  key: "GET /api/calendar-feeds",
  context,
  summary: { zh: "我的日历订阅", en: "The calendars that the caller has addresses of" },
  access: { kind: "authenticated" },
  response: z.object({ items: z.array(CalendarFeed) }),
  errors: ["unauthenticated"],
});

export const revokeCalendarFeed = defineRoute({
  id: "revokeCalendarFeed",
  key: "POST /api/calendar-feeds/{feedId}/revoke",
  context,
  summary: { zh: "停用日历订阅地址", en: "Revoke the address of a calendar" },
  access: { kind: "authenticated" },
  params: z.object({ feedId: CalendarFeed.shape.feedId }),
  body: z.object({}),
  response: z.object({ items: z.array(CalendarFeed) }),
  errors: changeErrors,
});

/** Calendars cannot sign in: the address is the secret, and what its owner may see is asked anew each time. */
export const readCalendar = defineRoute({
  id: "readCalendar",
  key: "GET /api/calendars/{secret}",
  context,
  summary: { zh: "日历订阅内容（iCalendar）", en: "A calendar, as iCalendar text" },
  access: { kind: "public" },
  params: z.object({ secret: CalendarSecret }),
  response: z.string(),
  contentType: "text/calendar; charset=utf-8",
  errors: ["not_found", "validation_failed"],
});
