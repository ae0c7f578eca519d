import { votersOf } from "../../../lib/activity/voters.ts";
import { type RecordDraft, type ResolutionDraft, suggestedMark } from "./record-draft.ts";
import type { AttendanceList } from "./use-activities.ts";

/** The arithmetic of a vote as far as the form knows it: who may vote, who of them is there, and how many votes were cast. */
export function votesOf(
  { voteKind, yes, no, abstain }: ResolutionDraft,
  list: AttendanceList,
  marks: RecordDraft["marks"],
): { due: number; present: number; cast: number; isTooMany: boolean } {
  const people = list.items.map((person) => ({ ...person, state: marks[person.personId] ?? suggestedMark(person) }));
  const { due, present } = votersOf(people, voteKind === "none" ? "ordinary" : voteKind);
  const cast = yes + no + abstain;
  return { due, present, cast, isTooMany: cast > present };
}
