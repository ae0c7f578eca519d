import * as z from "zod";
import { FileContent, FileUpload, longestUpload } from "../shared/files/file-type.ts";
import { defineRoute } from "../shared/route.ts";
import { changeErrors, readErrors } from "../shared/route-parts.ts";
import { AttachmentId, MessageAttachment } from "./attachment.ts";
import { everybody, OneMessage, Organization, send } from "./message-route-parts.ts";

const context = "message-files";

export const addMessageFile = defineRoute({
  id: "addMessageFile",
  key: "POST /api/organizations/{organizationId}/message-files",
  context,
  summary: {
    zh: "上传准备随消息发送的附件：图片、PDF、Word、Excel",
    en: "Upload a file for a message that is being written: pictures, PDF, Word, Excel",
  },
  access: send,
  params: Organization,
  body: FileUpload,
  response: MessageAttachment,
  status: 201,
  errors: changeErrors,
  maximumBodyBytes: longestUpload,
});

export const removeMessageFile = defineRoute({
  id: "removeMessageFile",
  key: "POST /api/organizations/{organizationId}/message-files/{attachmentId}/remove",
  context,
  summary: { zh: "移除尚未发送的附件", en: "Remove a file that was not sent yet" },
  access: send,
  params: Organization.extend({ attachmentId: AttachmentId }),
  body: z.object({}),
  response: z.object({ attachmentId: AttachmentId }),
  errors: changeErrors,
});

export const getMessageFile = defineRoute({
  id: "getMessageFile",
  key: "GET /api/messages/{messageId}/attachments/{attachmentId}",
  context,
  summary: { zh: "下载消息附件", en: "Fetch a file of a message, for those whom the message reaches" },
  access: everybody,
  params: OneMessage.extend({ attachmentId: AttachmentId }),
  response: FileContent,
  errors: readErrors.filter((code) => code !== "forbidden"),
});
