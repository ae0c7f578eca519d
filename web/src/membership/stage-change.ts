import { isEnded, stages, type Transition, type TransitionName, transitions } from "../../../lib/membership/stage.ts";
import type { RequestOf } from "../api/contract.ts";
import type { Language } from "../terms/language.tsx";
import type { MembershipTerms } from "../terms/membership.ts";
import type { Person } from "./person-fields.ts";

/** The form for a step from one stage to another, as its fields hold it. */
export interface StageValues {
  readonly transition: TransitionName;
  readonly on: string;
  readonly extendTo?: string;
  readonly note?: string;
}

export function toStageRequest(
  personId: string,
  { transition, on, extendTo = "", note = "" }: StageValues,
  version: number,
): RequestOf<"POST /api/people/{personId}/stage"> {
  return {
    params: { personId },
    body: {
      version,
      transition,
      on,
      ...(transition === "extend_probation" && extendTo !== "" && { extendTo }),
      ...(note.trim() !== "" && { note }),
    },
  };
}

/** Where a step leads, in words. */
export function outcomeOf(
  name: TransitionName,
  { stage, formerStage }: Person,
  { texts, language }: { texts: MembershipTerms; language: Language },
): string {
  const { to }: Transition = transitions[name];
  const next = to === "same" ? stage : to === "former" ? formerStage : to;
  if (next === null || next === undefined) return "";
  return isEnded(next)
    ? `${texts.leads(stages[next][language])}。${texts.endsHere}`
    : texts.leads(stages[next][language]);
}
