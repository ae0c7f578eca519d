import type { Step } from "./course.ts";

/** A tree in the order of time; each line says how long after the first one. */
export function drawCourse(steps: readonly Step[]): string[] {
  const [first] = steps;
  if (first === undefined) return [];
  return [new Date(first.at).toISOString(), ...branches(steps, first.at, "")];
}

function branches(steps: readonly Step[], startedAt: number, indent: string): string[] {
  return steps.flatMap(({ at, where, what, followed }, index) => {
    const isLast = index === steps.length - 1;
    const line = `${indent}${isLast ? "└─" : "├─"} +${at - startedAt} ms  ${where}  ${what}`;
    return [line, ...branches(followed, startedAt, `${indent}${isLast ? "   " : "│  "}`)];
  });
}
