import { longestFile } from "../../../lib/shared/files/file-type.ts";
import { base64Of } from "../api/save-file.ts";
import { smallerPicture } from "./smaller-picture.ts";

export const acceptedFiles = ".jpg,.jpeg,.png,.pdf,.docx,.xlsx";
export const megabytesOf = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

/** Not sent at all. */
export class FileTooLarge extends Error {
  readonly fileName: string;
  readonly bytes: number;

  constructor(fileName: string, bytes: number) {
    super("file too large");
    this.fileName = fileName;
    this.bytes = bytes;
  }
}

/** A file as the API takes it. What is too large even as a smaller picture would only fail at the end of a long upload. */
export async function readForUpload(file: File): Promise<{ fileName: string; content: string }> {
  const bytes = new Uint8Array(await (await smallerPicture(file)).arrayBuffer());
  if (bytes.length > longestFile) throw new FileTooLarge(file.name, bytes.length);
  return { fileName: file.name, content: base64Of(bytes) };
}
