import { AppError, refused } from "../errors.ts";
import { type FileType, longestFile } from "./file-type.ts";
import { fileTypeOf, withoutMetadata } from "./inspect-file.ts";

/** A file that is what its bytes say, of a kind that is taken, without what a camera wrote into it. */
export function takeFile(base64: string): { bytes: Uint8Array; type: FileType } {
  const given = Buffer.from(base64, "base64");
  if (given.length > longestFile) throw new AppError("payload_too_large");
  const type = fileTypeOf(given);
  if (type === undefined) throw notTaken();
  try {
    return { bytes: withoutMetadata(given, type), type };
  } catch (error) {
    if (error instanceof RangeError) throw notTaken();
    throw error;
  }
}

function notTaken(): AppError {
  return refused("file_type", {
    zh: "只能上传 JPG、PNG 图片和 PDF、Word（docx）、Excel（xlsx）文件，且文件内容须与类型相符、不含宏。",
    en: "Only JPEG and PNG pictures, PDF, docx and xlsx without macros; the content has to be what the name says.",
  });
}
