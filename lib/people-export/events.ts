import * as z from "zod";
import { defineEvent } from "../shared/event.ts";
import { exportFormats, exportPurposeNames } from "./export-purposes.ts";
import { exportFailures } from "./people-export.ts";

const context = "people-export";
const count = z.int().min(0);

/** What was asked for, without a word that somebody typed: the digest tells two filters apart. */
const asked = {
  purpose: z.enum(exportPurposeNames),
  format: z.enum(exportFormats),
  withIdNumbers: z.boolean(),
  filterDigest: z.string(),
};

export const PeopleExportRequested = defineEvent({
  name: "PeopleExportRequested",
  context,
  summary: { zh: "已申请导出人员信息", en: "Somebody asked for a file of people" },
  data: z.object(asked),
});

export const PeopleExportApprovalRequested = defineEvent({
  name: "PeopleExportApprovalRequested",
  context,
  summary: { zh: "导出人数较多，等待另一人审批", en: "A file of many people waits for the consent of a second person" },
  data: z.object({ ...asked, count }),
});

export const PeopleExportDecided = defineEvent({
  name: "PeopleExportDecided",
  context,
  summary: { zh: "导出申请已审批", en: "A second person decided about a file of people" },
  data: z.object({ decision: z.enum(["approved", "declined"]), count }),
});

export const PeopleExportPaused = defineEvent({
  name: "PeopleExportPaused",
  context,
  summary: {
    zh: "导出用完一次时限，随即继续",
    en: "The making of a file used up its time and goes on in the next run",
  },
  data: z.object({ madeCount: count }),
});

export const PeopleExported = defineEvent({
  name: "PeopleExported",
  context,
  summary: { zh: "人员信息导出文件已生成", en: "A file of people was made" },
  data: z.object({ ...asked, count }),
});

export const PeopleExportDownloaded = defineEvent({
  name: "PeopleExportDownloaded",
  context,
  summary: { zh: "人员信息导出文件已下载", en: "A file of people was fetched" },
  data: z.object({ part: count, withIdNumbers: z.boolean() }),
});

export const PeopleExportFailed = defineEvent({
  name: "PeopleExportFailed",
  context,
  summary: { zh: "人员信息导出未完成", en: "A file of people could not be made" },
  data: z.object({ failure: z.enum(exportFailures) }),
});
