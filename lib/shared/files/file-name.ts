/** What a file system, a shell or a header would read as something else than a name. */
const reserved = /[\\/:*?"<>|%;,&$`'!{}[\]#~^=\p{Cc}\p{Cf}\u2028\u2029]/gu;
const longest = 80;

/**
 * A name that is only a name: without folders, without what cannot be seen or overrides the direction of reading, without
 * a second ending that hides the true one. The ending follows from what the file is, never from what it was called.
 */
export function safeFileName(given: string, extension: string): string {
  const base = given.normalize("NFC").split(/[\\/]/u).at(-1) ?? "";
  const name = base
    .replace(/\.[\w]{1,10}$/u, "")
    .replace(reserved, "")
    .replace(/\.+/gu, "_")
    .replace(/\s+/gu, " ")
    .trim();
  const short = [...name].slice(0, longest).join("").trim();
  return `${short === "" ? "文件" : short}.${extension}`;
}
