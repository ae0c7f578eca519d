import type { activityTerms } from "../terms/activity.ts";
import type { activityOwnTerms } from "../terms/activity-own.ts";
import type { OwnActivity } from "./use-activities.ts";

/** What a person may do about an activity now; the server decides again. */
export function ownChoices({ state, capacity, due, signUpClosesAt, startsAt, own }: OwnActivity, now = new Date()) {
  const asksForSignUp = capacity !== null || due === "signed_up";
  const isOpen = state === "published" && now.toISOString() <= (signUpClosesAt ?? startsAt);
  const isHere = own.attendance === "present" || own.attendance === "late" || own.attendance === "question";
  return {
    mayCheckIn: state === "held" && !isHere,
    // Fetched the day before, it works at a door without network.
    mayShowPass: (state === "held" || (state === "published" && isSoon(startsAt, now))) && !isHere,
    maySignUp: asksForSignUp && isOpen && own.place === null,
    mayWithdraw: asksForSignUp && state === "published" && own.place !== null,
    mayAskLeave: own.isDue && (state === "published" || state === "held") && own.leave === null && !isHere,
  };
}

const aDayMs = 24 * 3_600_000;

function isSoon(startsAt: string, now: Date): boolean {
  return new Date(startsAt).getTime() - now.getTime() < aDayMs;
}

export interface OwnMark {
  readonly text: string;
  readonly tone: "good" | "warning" | "plain";
}

type MarkTexts = Pick<typeof activityOwnTerms.zh, "own"> & Pick<typeof activityTerms.zh, "attendance">;

/** Where the person stands, most telling first. */
export function ownMarks({ own }: OwnActivity, texts: MarkTexts): OwnMark[] {
  const marks: OwnMark[] = [];
  if (own.attendance !== null && own.attendance !== "due" && own.attendance !== "void") {
    const isGood = own.attendance === "present" || own.attendance === "late";
    marks.push({ text: texts.attendance[own.attendance], tone: isGood ? "good" : "warning" });
  }
  if (own.place) {
    marks.push({
      text: texts.own.place[own.place.state](own.place.position),
      tone: own.place.state === "in" ? "good" : "plain",
    });
  }
  if (own.leave !== null)
    marks.push({ text: texts.own.leave[own.leave], tone: own.leave === "declined" ? "warning" : "plain" });
  if (marks.length === 0) marks.push({ text: own.isDue ? texts.own.due : texts.own.notDue, tone: "plain" });
  return marks;
}
