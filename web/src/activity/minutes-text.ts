import type { Activity } from "./use-activities.ts";

type Minutes = NonNullable<Activity["record"]>["items"][number]["minutes"];

/** What is typed into a plain field as blocks: a line is a paragraph, `- ` begins a bullet, `1. ` a numbered one, `# ` a heading. */
export function minutesOf(text: string): Minutes {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(blockOf);
}

function blockOf(line: string): Minutes[number] {
  const [, mark = "", rest = ""] = /^(#|-|\d{1,2}\.)\s+(.*)$/u.exec(line) ?? [];
  if (rest === "") return { type: "paragraph", spans: [{ text: line }] };
  const type = mark === "#" ? "heading" : mark === "-" ? "bullet" : "numbered";
  return { type, spans: [{ text: rest }] };
}

const marks = { paragraph: "", heading: "# ", bullet: "- ", numbered: "1. " } as const;

/** The other way, for a field. */
export function textOf(minutes: Minutes): string {
  return minutes.map(({ type, spans }) => marks[type] + spans.map(({ text }) => text).join("")).join("\n");
}

export const longestMinutes = 20_000;
