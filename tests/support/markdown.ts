import { readFileSync } from "node:fs";

/** The anchors that a Markdown viewer gives the headings of a file. */
export function anchorsOf(file: string): Set<string> {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, "")
        .trim()
        .replaceAll(" ", "-"),
    ),
  );
}
