import { largestFileBytes } from "../../../lib/roster-import/limits.ts";

/** What can be told of a file before it travels; the server looks at its content. */
export type UploadProblem =
  | "empty"
  | "too_large"
  | "old_excel"
  | "macros"
  | "binary"
  | "wps"
  | "ods"
  | "numbers"
  | "other";

const byExtension: Readonly<Record<string, UploadProblem>> = {
  xls: "old_excel",
  xlt: "old_excel",
  xlsm: "macros",
  xltm: "macros",
  xlsb: "binary",
  et: "wps",
  ods: "ods",
  numbers: "numbers",
};

export const acceptedExtensions = ".xlsx,.csv";

export function problemOfUpload({ name, size }: { name: string; size: number }): UploadProblem | undefined {
  const extension = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? "";
  if (extension !== "xlsx" && extension !== "csv") return byExtension[extension] ?? "other";
  if (size === 0) return "empty";
  return size > largestFileBytes ? "too_large" : undefined;
}

/** The content in base64, as the browser reads it without copying it in script. */
export function readBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Has the browser save a file that came in base64. */
export function saveFile({
  fileName,
  contentType,
  content,
}: {
  fileName: string;
  contentType: string;
  content: string;
}) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: contentType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The download takes the address at once, but some engines only after the click has ended.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
