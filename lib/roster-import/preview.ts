import * as z from "zod";
import { previewResults } from "./roster-import.ts";

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable();

const Place = z.object({
  field: z.string().meta({ description: "字段 · Field of the roster", example: "id_number" }),
  heading: z.string().meta({ description: "列名 · Heading of the column" }),
});

const Remark = Place.extend({
  value: z.string().meta({ description: "单元格内容，证件号已掩码 · The cell as text; ID numbers are masked" }),
  message: z.string(),
  messageEn: z.string(),
});

/** One row of the file as the check sees it. ID numbers are masked wherever they stand. */
export const PreviewRow = z
  .object({
    row: z.int().positive().meta({ description: "行号 · Row as the spreadsheet shows it" }),
    result: z.enum(previewResults).exclude(["warned"]),
    name: z.string().nullable(),
    idNumber: z
      .string()
      .nullable()
      .meta({ description: "掩码的证件号 · Masked ID number", example: "320***********1234" }),
    branchName: z.string().nullable(),
    memberCategory: z.string().nullable(),
    personId: z.string().nullable().meta({ description: "已有人员编号 · The person who is known already" }),
    changes: z.array(Place.extend({ before: Value, after: Value })),
    warnings: z.array(Remark.extend({ kind: z.string() })),
    problems: z.array(
      Remark.extend({
        reason: z.string(),
        candidates: z.array(z.object({ id: z.string(), name: z.string() })),
        duplicateOfRow: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "RosterPreviewRow", description: "预览行 · Row of an import's preview" });
export type PreviewRow = z.infer<typeof PreviewRow>;

/** 15 to 18 digits in a row are an ID number, in whichever column they stand. */
export function maskIdNumbers(text: string): string {
  return text.replace(/\d{14,17}[\dXx]/g, (digits) => masked(digits));
}

/** The value of an ID number's column: spaces and full-width digits do not hide a number from the mask. */
export function maskIdNumber(text: string): string {
  const compact = text.normalize("NFKC").replace(/\s/g, "");
  return compact.length < 15 ? text : masked(compact);
}

/** Three first and four last characters, as everywhere else. */
function masked(digits: string): string {
  return `${digits.slice(0, 3)}${"*".repeat(digits.length - 7)}${digits.slice(-4)}`;
}
