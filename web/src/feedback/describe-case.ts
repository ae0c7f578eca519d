import type { Campaign, FeedbackCase } from "./use-feedback.ts";

/** What the screens of one case are given. */
export interface CaseProps {
  readonly campaign: Campaign;
  readonly cases: readonly FeedbackCase[];
  readonly one: FeedbackCase;
}

export type CaseFilter = "all" | "unread" | "waiting" | "improving";
export const caseFilters: readonly CaseFilter[] = ["all", "unread", "waiting", "improving"];

const isImproving = ({ improvement }: FeedbackCase): boolean => improvement !== null && improvement.closedOn === null;

export function isShown(one: FeedbackCase, filter: CaseFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "unread":
      return one.state === "released";
    case "waiting":
      return one.state !== "answered" && one.mergedInto === null;
    case "improving":
      return isImproving(one);
  }
}

/** The newest day first. */
export function byDay(cases: readonly FeedbackCase[]): { day: string; cases: FeedbackCase[] }[] {
  const days = [...new Set(cases.map(({ day }) => day))].sort().reverse();
  return days.map((day) => ({ day, cases: cases.filter((one) => one.day === day) }));
}

/** "1f3a 90bc 77d2 e01c 5a9b", as on the receipt and in the public ledger. */
export const publicNumberOf = (commit: string): string => commit.slice(0, 20).replace(/(.{4})(?=.)/g, "$1 ");
