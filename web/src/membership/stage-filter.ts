import { isEnded, type Stage, stageNames } from "../../../lib/membership/stage.ts";
import type { PeopleFilter } from "./people-address.ts";

export const presentStages = stageNames.filter((stage) => !isEnded(stage));
export const endedStages = stageNames.filter(isEnded);

/** Stage and status are one choice for the reader: a stage, everybody who is here, or everybody who left. */
export type StageChoice = Stage | "present" | "ended";

export function stageChoiceOf({ stage, status }: PeopleFilter): StageChoice {
  return stage ?? status ?? "present";
}

export function filterOfChoice(choice: StageChoice): { stage: Stage | undefined; status: "ended" | undefined } {
  if (choice === "present") return { stage: undefined, status: undefined };
  return choice === "ended" ? { stage: undefined, status: "ended" } : { stage: choice, status: undefined };
}
