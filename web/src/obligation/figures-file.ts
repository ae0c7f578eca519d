import { type DutyOutcome, dutyOutcomeNames } from "../../../lib/obligation/duty-states.ts";
import type { Figures } from "./grid-answers.ts";

interface FileTexts {
  readonly period: string;
  readonly organizationColumn: string;
  readonly counts: Readonly<Record<DutyOutcome, string>>;
  readonly quarter: (quarter: number) => string;
  readonly wholeYear: string;
}

/** Spreadsheets run what begins like a formula; a quote in front makes it a text. */
function cell(value: string | number): string {
  const text = typeof value === "number" || !/^[=+\-@\t\r]/.test(value) ? String(value) : `'${value}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The figures as a table of comma-separated values: the quarters and the year of the whole, then each one below. */
export function figuresFile(figures: Figures, name: string, texts: FileTexts): string {
  const numbers = (counts: Figures["total"]) => dutyOutcomeNames.map((outcome) => counts[outcome]);
  const head = [texts.organizationColumn, texts.period, ...dutyOutcomeNames.map((outcome) => texts.counts[outcome])];
  const rows = [
    ...figures.quarters.map(({ quarter, counts }) => [
      name,
      `${figures.year} ${texts.quarter(quarter)}`,
      ...numbers(counts),
    ]),
    [name, `${figures.year} ${texts.wholeYear}`, ...numbers(figures.total)],
    ...figures.below.map((one) => [one.organizationName, `${figures.year} ${texts.wholeYear}`, ...numbers(one.counts)]),
  ];
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

/** With the mark by which spreadsheets know the encoding. */
export const fileOf = (content: string): Blob => new Blob([`\uFEFF${content}\r\n`], { type: "text/csv;charset=utf-8" });
