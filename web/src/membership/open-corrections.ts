import type { CorrectionLine, Line } from "./describe-line.ts";

interface Lines {
  readonly pages: readonly { readonly items: readonly Line[] }[];
}

export function correctionsIn(timeline: Lines | undefined): CorrectionLine[] {
  return (
    timeline?.pages.flatMap(({ items }) => items.flatMap((line) => (line.kind === "correction" ? line : []))) ?? []
  );
}

/** The requests that nobody has answered yet, among the lines that are loaded. */
export function openCorrectionsIn(timeline: Lines | undefined): CorrectionLine[] {
  return correctionsIn(timeline).filter(({ status }) => status === "open");
}
