import * as z from "zod";
import { type AppError, type ErrorCode, errorCatalogue } from "./errors.ts";

export const problemContentType = "application/problem+json; charset=utf-8";

/** RFC 9457 problem document with both languages. `type` is a URN of the code. */
export const Problem = z
  .object({
    type: z.string(),
    code: z.enum(Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]]),
    status: z.int(),
    title: z.string().meta({ description: "中文标题 · Title in Chinese" }),
    titleEn: z.string().meta({ description: "英文标题 · Title in English" }),
    detail: z.string().optional(),
    detailEn: z.string().optional(),
    reasonCode: z.string().optional(),
    requestId: z.string(),
    currentVersion: z.int().optional(),
    errors: z.array(z.object({ field: z.string(), reason: z.string(), reasonEn: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "错误说明 (RFC 9457) · Problem document" });

export type Problem = z.infer<typeof Problem>;

/** The document for an error; nothing but what the error was made to say. */
export function toProblem(error: AppError, requestId: string): Problem {
  const { status, title } = errorCatalogue[error.code];
  const { detail, reasonCode, currentVersion, errors } = error.options;
  return {
    type: `urn:dangjian:problem:${error.code}`,
    code: error.code,
    status,
    title: title.zh,
    titleEn: title.en,
    ...(detail && { detail: detail.zh, detailEn: detail.en }),
    ...(reasonCode !== undefined && { reasonCode }),
    requestId,
    ...(currentVersion !== undefined && { currentVersion }),
    ...(errors && {
      errors: errors.map(({ field, reason }) => ({ field, reason: reason.zh, reasonEn: reason.en })),
    }),
  };
}
