import type { Message } from "../../../lib/feedback-protocol/message.ts";
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

/** A message that can be answered: opened here, and recorded as read. */
export interface Letter {
  readonly one: FeedbackCase;
  readonly replyKey: string;
}

export function lettersOf(
  cases: readonly FeedbackCase[],
  messages: ReadonlyMap<string, Pick<Message, "replyKey"> | null>,
): Letter[] {
  return cases.flatMap((one) => {
    const replyKey = messages.get(one.commit)?.replyKey;
    return replyKey === undefined || one.state === "released" ? [] : [{ one, replyKey }];
  });
}

/** Handled together with this one. */
export const joinedTo = ({ commit }: FeedbackCase, cases: readonly FeedbackCase[]): FeedbackCase[] =>
  cases.filter(({ mergedInto }) => mergedInto === commit);

/** With which of the others this one may be joined: what was read, and is not joined itself. */
export const similarTo = ({ commit }: FeedbackCase, cases: readonly FeedbackCase[]): FeedbackCase[] =>
  cases.filter((other) => other.commit !== commit && other.state !== "released" && other.mergedInto === null);

/** Whether an organisation may be made responsible for what a campaign brought up. */
export const mayBeResponsible =
  ({ scopeId, organizationId }: Campaign) =>
  ({ path, status }: { readonly path: string; readonly status: string }): boolean =>
    status === "active" && [scopeId, organizationId].some((id) => path.includes(`/${id}/`));

/** The newest first. */
export const daysOf = (cases: readonly FeedbackCase[]): string[] =>
  [...new Set(cases.map(({ day }) => day))].sort().reverse();

export function byDay(cases: readonly FeedbackCase[]): { day: string; cases: FeedbackCase[] }[] {
  return daysOf(cases).map((day) => ({ day, cases: cases.filter((one) => one.day === day) }));
}

/** "1f3a 90bc 77d2 e01c 5a9b", as on the receipt and in the public ledger. */
export const publicNumberOf = (commit: string): string => commit.slice(0, 20).replace(/(.{4})(?=.)/g, "$1 ");
