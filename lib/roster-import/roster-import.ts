import * as z from "zod";
import { importStates } from "./import-states.ts";

export const ImportId = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{20}$/)
  .meta({ description: "导入编号 · Import id" });

const Count = z.int().min(0);

export const ImportCounts = z.object({
  rows: Count.meta({ description: "数据行 · Data rows" }),
  added: Count.meta({ description: "新增 · People who are new" }),
  changed: Count.meta({ description: "变更 · People with a field that differs" }),
  unchanged: Count.meta({ description: "无变化 · People who are known just so" }),
  rejected: Count.meta({ description: "退回 · Rows that cannot be imported" }),
  warned: Count.meta({ description: "有提示 · Accepted rows with a warning" }),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportOutcome = z.object({
  registered: Count.meta({ description: "已新增 · People registered" }),
  changed: Count.meta({ description: "已变更 · People changed" }),
  unchanged: Count.meta({ description: "已是如此 · Found as the file says" }),
  conflicting: Count.meta({ description: "未写入 · Left alone: changed since the check" }),
});
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** A column of the file: the field that its heading means, or null when its cells are kept aside. */
export const ImportColumn = z.object({
  heading: z.string().meta({ description: "列名 · Heading as it stands in the file" }),
  field: z.string().nullable().meta({ description: "对应的字段，空为不识别 · Field of the roster, or null" }),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

export const FileFailure = z.object({
  code: z.string().meta({ description: "原因代码 · Code of the reason", example: "workbook_with_macros" }),
  reason: z.string(),
  reasonEn: z.string(),
  details: z
    .array(z.object({ name: z.string(), values: z.array(z.string()) }))
    .meta({ description: "涉及的列、工作表或行 · Columns, sheets or rows that are meant" }),
});
export type FileFailure = z.infer<typeof FileFailure>;

export const RosterImport = z
  .object({
    importId: ImportId,
    organizationId: z.string().meta({ description: "导入范围 · The import is for this organisation and all below" }),
    fileName: z.string(),
    fileBytes: Count,
    sheet: z.string().nullable().meta({ description: "指定的工作表 · Worksheet that was chosen" }),
    asOf: z.iso.date().meta({ description: "数据截至 · Day of the roster; later dates lie in the future" }),
    state: z.enum(importStates),
    createdBy: z.string().meta({ description: "上传人账号 · Account that uploaded it" }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    expiresOn: z.iso.date().meta({ description: "届时删除 · Removed with all its files on this day" }),
    checkedRows: Count.meta({ description: "检查进度（行） · Rows read so far" }),
    counts: ImportCounts.nullable().meta({ description: "检查结果 · Result of the check" }),
    columns: z
      .array(ImportColumn)
      .meta({ description: "文件的列，检查后给出 · Columns of the file, once it was checked" }),
    failure: FileFailure.nullable().meta({ description: "文件无法读取的原因 · Why the file was refused" }),
    plannedRows: Count.meta({ description: "待写入行 · Rows that a commit writes" }),
    committedRows: Count.meta({ description: "写入进度（行） · Rows written so far" }),
    outcome: ImportOutcome.nullable().meta({ description: "写入结果 · What the commit did so far" }),
    conflictRows: z
      .array(z.int())
      .meta({ description: "检查后又被他人修改的行（最多100行） · Rows that changed since the check, at most 100" }),
  })
  .meta({ id: "RosterImport", description: "花名册导入 · Import of a roster" });
export type RosterImport = z.infer<typeof RosterImport>;

export const previewResults = ["added", "changed", "unchanged", "rejected", "warned"] as const;
export type PreviewResult = (typeof previewResults)[number];

/** Where the files of one check lie; a check that was cut off and repeated writes to another place. */
export const CheckRun = z.object({
  runId: z.string(),
  /** How many pages each list of the preview has. */
  pages: z.record(z.enum(previewResults), Count),
  batches: Count,
});
export type CheckRun = z.infer<typeof CheckRun>;

/** What is stored beyond what is shown. */
export const StoredImport = RosterImport.extend({
  // Imports that were checked before columns were kept have none.
  columns: RosterImport.shape.columns.default([]),
  version: z.int().positive(),
  checkAttempts: Count,
  run: CheckRun.nullable(),
  committedBatches: Count,
  /** Epoch seconds. */
  expiresAt: z.int(),
});
export type StoredImport = z.infer<typeof StoredImport>;

export const mostConflictRows = 100;

export const noOutcome: ImportOutcome = { registered: 0, changed: 0, unchanged: 0, conflicting: 0 };
