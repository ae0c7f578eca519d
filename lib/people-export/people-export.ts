import * as z from "zod";
import { exportFormats, exportPurposeNames } from "./export-purposes.ts";

/** More people than this leave only with the consent of a second person. */
export const mostWithoutApproval = 50;

/** As many as an import takes, so that every file can come back. */
export const mostPeople = 20_000;

/** A file and what was asked for are removed after so many days. */
export const keptDays = 7;

/** The way of an export: people are collected, beyond fifty somebody else decides, then the file is made. */
export const exportStates = ["collecting", "waiting", "making", "ready", "declined", "failed"] as const;

export const exportFailures = ["not_allowed_any_more", "too_many_people", "nobody"] as const;
export type ExportFailure = (typeof exportFailures)[number];

export const ExportId = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{20}$/)
  .meta({ description: "导出编号 · Export id" });

const Count = z.int().min(0);
const Moment = z.iso.datetime();

/** Whom the list of people shows for these words. */
export const ExportFilter = z.object({
  q: z.string().nullable(),
  stage: z.string().nullable(),
  flag: z.enum(["mobile", "lost_contact"]).nullable(),
});
export type ExportFilter = z.infer<typeof ExportFilter>;

export const PeopleExport = z
  .object({
    exportId: ExportId,
    organizationId: z.string().meta({ description: "导出范围：该党组织及其下级 · Its subtree" }),
    filter: ExportFilter,
    purpose: z.enum(exportPurposeNames),
    format: z.enum(exportFormats),
    withIdNumbers: z.boolean().meta({ description: "含完整身份证号码 · With full id numbers" }),
    state: z.enum(exportStates),
    failure: z.enum(exportFailures).nullable(),
    requestedBy: z.string().meta({ description: "申请人账号 · Account that asked" }),
    requestedAt: Moment,
    count: Count.nullable().meta({ description: "人数 · People, once they are collected" }),
    madeCount: Count.meta({ description: "已写入人数 · People written so far" }),
    decidedBy: z.string().nullable(),
    decidedAt: Moment.nullable(),
    decisionNote: z.string().nullable(),
    readyAt: Moment.nullable(),
    expiresOn: z.iso.date().meta({ description: "届时删除 · Removed on this day" }),
    parts: Count.meta({ description: "文件分段数 · Parts in which the file is fetched" }),
    downloads: Count,
  })
  .meta({ id: "PeopleExport", description: "人员信息导出 · Export of people" });
export type PeopleExport = z.infer<typeof PeopleExport>;

/** An export as it is kept, with the place where the work on it stands. */
export const StoredExport = PeopleExport.extend({
  filterDigest: z.string(),
  version: z.int().positive(),
  /** Where the collection goes on; null before its first and after its last page. */
  position: z.string().nullable(),
  slices: Count,
  madeSlices: Count,
  expiresAt: z.int(),
});
export type StoredExport = z.infer<typeof StoredExport>;
