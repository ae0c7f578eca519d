import * as z from "zod";

/** Bytes: what surely fits into one call of a function as base64. */
export const longestFile = 4 * 1024 * 1024;

/** What people may upload to others. */
export const fileTypes = {
  jpg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
export type FileType = keyof typeof fileTypes;
export const fileTypeNames = Object.keys(fileTypes) as [FileType, ...FileType[]];

/** An upload; every request of the API is JSON, so that one check holds for all of them. */
export const FileUpload = z.object({
  fileName: z.string().min(1).max(255),
  content: z
    .base64()
    .max(Math.ceil(longestFile / 3) * 4)
    .meta({ description: "文件内容（Base64），不超过4 MB · Base64, at most 4 MB" }),
});
export const longestUpload = 6 * 1024 * 1024;

/** A file in an answer. */
export const FileContent = z.object({
  fileName: z.string(),
  contentType: z.string(),
  content: z.string().meta({ description: "Base64" }),
});
