import * as z from "zod";
import { defineEvent } from "../shared/event.ts";

const context = "roster-import";
const count = z.int().min(0);

export const RosterUploaded = defineEvent({
  name: "RosterUploaded",
  context,
  summary: { zh: "花名册已上传，等待检查", en: "A roster was uploaded and waits to be checked" },
  data: z.object({ fileBytes: count }),
});

export const RosterChecked = defineEvent({
  name: "RosterChecked",
  context,
  summary: { zh: "花名册已检查", en: "A roster was checked" },
  data: z.object({ rows: count, added: count, changed: count, unchanged: count, rejected: count }),
});

export const RosterRefused = defineEvent({
  name: "RosterRefused",
  context,
  summary: { zh: "花名册文件无法读取", en: "A roster file could not be read" },
  data: z.object({ code: z.string() }),
});

export const RosterCommitStarted = defineEvent({
  name: "RosterCommitStarted",
  context,
  summary: { zh: "开始写入花名册", en: "The commit of a checked roster was started" },
  data: z.object({ plannedRows: count }),
});

export const RosterCommitPaused = defineEvent({
  name: "RosterCommitPaused",
  context,
  summary: { zh: "花名册写入用完一次时限，随即继续", en: "A commit used up its time and goes on in the next run" },
  data: z.object({ committedRows: count }),
});

export const RosterCommitted = defineEvent({
  name: "RosterCommitted",
  context,
  summary: { zh: "花名册已写入", en: "A roster was committed" },
  data: z.object({ registered: count, changed: count, unchanged: count, conflicting: count }),
});

export const RosterImportCancelled = defineEvent({
  name: "RosterImportCancelled",
  context,
  summary: { zh: "花名册导入已取消", en: "The import of a roster was cancelled" },
  data: z.object({}),
});
